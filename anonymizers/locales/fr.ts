import { composed, partsIn, regionsIn, townsIn, wordsIn } from './compose.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

const things = partsIn(
  "de l'Abbaye|des Acacias|de l'Avenir|des Bleuets|des Bouleaux|de la Bourse|des Bruyères|de la Butte|du Canal|des Cerisiers|des Champs|du Château|des Châtaigniers|des Chênes|du Clocher|de la Colline|du Commerce|de la Croix|des Cyprès|des Dunes|de l'Écluse|de l'Église|des Érables|de l'Étang|de la Fontaine|de la Forêt|du Four|de la Gare|des Genêts|des Glycines|de la Grange|du Halage|des Hirondelles|du Jardin|des Jonquilles|du Lac|des Lauriers|de la Lavande|des Lilas|de la Liberté|de la Mairie|du Marché|des Merisiers|de la Montagne|du Moulin|des Mûriers|du Musée|de la Paix|du Parc|de la Plage|des Peupliers|des Pins|de la Poste|du Pont|du Port|des Pommiers|du Pré|des Primevères|du Puits|de la République|des Rosiers|du Ruisseau|du Soleil|de la Source|des Saules|des Tilleuls|de la Tour|du Théâtre|des Tulipes|de l'Université|du Vallon|du Verger|de la Victoire|des Vignes|des Violettes",
)

export default defineLocale({
  name: 'fr',
  describe: 'French, France',
  country: 'FR',
  charsets: /^(?:latin[19]|cp1252|win1252|windows-1252|iso-?8859-?(?:1|15))$/i,
  street: { before: '', number: 'before' },
  postcode: 'NNNNN',
  phone: phoneRanges.FR,
  accounts: 'FR',
  mailDomains: ['@poste.example', '@mail.example', '@lettres.example', '@courrier.example'],
  jobTitles: partsIn(
    'Acheteur|Agent de maintenance|Assistant commercial|Chargé de clientèle|Chauffeur|Chef de projet|Chef de rayon|Comptable|Conseiller|Contrôleur de gestion|Développeur|Directeur financier|Employé de bureau|Gestionnaire de stock|Hôte d’accueil|Ingénieur|Magasinier|Préparateur de commandes|Responsable logistique|Responsable qualité|Technicien|Vendeur'.replaceAll(
      '’',
      "'",
    ),
  ),
  words: {
    names: 'fr',
    letters: /^[A-Za-zÀ-ÖØ-öø-ÿ' -]+$/,
    surnames: [
      ...composed(
        `Bar Bau Beau Bel Ber Bert Blan Bois Bon Bou Bour Bre Bru Cail Cam Car Cas Chal Cham Chan Char Che Clai Col Cor Cou Crou Dar Dau Del
        Dor Du Dur Fau Fer Flo Fon Four Fra Gai Gar Gau Ger Gi Gou Gran Gri Gué Hau Hu Jac Jar Jo Lam Lan Lar Lau Lav Le Lor Mail Mal Mar Mau
        Mer Mon Mor Mou Nor Pal Par Pel Per Pi Pla Poi Pon Pou Pre Ram Ray Re Ri Rou Sal Sau Ser Sou Ta Thi Tour Tri Vail Val Var Vau Ver Vi`,
        `bert champ chard chet cier court dard deau det don doux fort gard gnon got lain lard let lier lin lot mond mont nard neau net nier not
        quet quin rand raud reau ret rier rin ron rot sard seau set sier sin son tel tier tin ton vain vel vier vin`,
      ),
      ...['Du', 'Le', 'La'].flatMap((start) =>
        wordsIn(
          'bois bourg champ clos four gall mas mesnil mont mur parc pont port pré puy val vallon verger',
        ).map((end) => start + end),
      ),
    ],
    streets: ['rue', 'avenue', 'place', 'allée', 'chemin', 'impasse'].flatMap((kind) =>
      things.map((thing) => `${kind} ${thing}`),
    ),
    towns: townsIn(`
ARA Lyon 690, Grenoble 380, Saint-Étienne 420, Clermont-Ferrand 630, Annecy 740, Valence 260, Chambéry 730
BFC Dijon 210, Besançon 250, Auxerre 890
BRE Rennes 350, Brest 292, Quimper 290, Lorient 561, Vannes 560
CVL Tours 370, Orléans 450, Bourges 180, Blois 410
COR Ajaccio 200, Bastia 202
GES Strasbourg 670, Reims 511, Metz 570, Nancy 540, Mulhouse 681, Troyes 100
HDF Lille 590, Amiens 800, Dunkerque 591, Arras 620
IDF Paris 750, Versailles 780, Nanterre 920, Créteil 940, Évry 910
NOR Rouen 760, Caen 140, Le Havre 766, Évreux 270
NAQ Bordeaux 330, Limoges 870, Poitiers 860, La Rochelle 170, Pau 640
OCC Toulouse 310, Montpellier 340, Nîmes 300, Perpignan 660, Albi 810
PDL Nantes 440, Angers 490, Le Mans 720, Laval 530
PAC Marseille 130, Nice 060, Toulon 830, Avignon 840, Aix-en-Provence 136`),
    regions: regionsIn(
      "ARA Auvergne-Rhône-Alpes|BFC Bourgogne-Franche-Comté|BRE Bretagne|CVL Centre-Val de Loire|COR Corse|GES Grand Est|HDF Hauts-de-France|IDF Île-de-France|NOR Normandie|NAQ Nouvelle-Aquitaine|OCC Occitanie|PDL Pays de la Loire|PAC Provence-Alpes-Côte d'Azur",
    ),
    companyForms: partsIn('SARL|SARL|SAS|SAS|SA|EURL'),
    sentences: partsIn(`
Merci de manipuler le colis avec soin.|La commande est enregistrée.|Marchandise conforme, tout est en ordre.|Merci de joindre la facture.
Livraison possible en après-midi.|Le colis peut rester au point relais.|Emballage un peu abîmé, contenu intact.|Vérifier le stock avant envoi.
La date de livraison est reportée.|Retour accepté selon les conditions.|Réclamation acceptée.|Couleur au choix.|Aucune remarque.|Envoi après paiement.
Merci de grouper les deux commandes.|Pour offrir, bel emballage souhaité.|Données vérifiées.|Remise appliquée comme convenu.|Joignable les jours ouvrés.
Dossier clos.|À éclaircir avec le service.|Texte de remplacement.|Contenu remplacé.|Sans changement.|Note.`),
  },
})
