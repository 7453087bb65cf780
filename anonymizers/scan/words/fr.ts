import type { LanguageWords } from './language.ts'

export const fr: LanguageWords = {
  kinds: {
    first_name: 'prenom, prenoms, second prenom, deuxieme prenom',
    last_name:
      'nom famille, nom de famille, nom naissance, nom de naissance, nom jeune fille, nom usage, nom patronymique, patronyme',
    full_name:
      'nom prenom, nom complet, nom et prenom, prenom nom, destinataire, expediteur, titulaire, interlocuteur, nom contact, nom client, nom destinataire, auteur, proprio, nom titulaire, beneficiaire',
    email:
      'courriel, adresse electronique, adresse mail, adresse email, mel, adresse courriel, mail pro',
    phone:
      'telephone, num tel, numero telephone, numero de telephone, portable, telephone portable, telephone mobile, telecopie, telecopieur, tel portable, tel fixe, tel mobile, user mobile, office phone, office fax, telephone fixe',
    username:
      'identifiant, nom utilisateur, pseudo, nom d utilisateur, pseudonyme, cree par, modifie par',
    password_hash: 'mot de passe, motdepasse, mdp, mot passe',
    secret: 'cle api, jeton, cle secrete, code activation, cle privee',
    street:
      'rue, adresse, adresse1, adresse2, adresse 1, adresse 2, voie, numero voie, complement adresse, adresse postale, domicile, batiment, lieu dit, ligne adresse, adresse livraison, adresse facturation, appartement, etage, boite postale, proprio address',
    postcode: 'code postal, codepostal, cp, code post',
    city: 'ville, lieu naissance, lieu de naissance, commune, localite, departement, proprio town',
    country: 'nationalite',
    company:
      'societe, entreprise, raison sociale, nom entreprise, nom societe, employeur, denomination',
    job: 'fonction, metier, intitule poste',
    tax_id:
      'siret, siren, numero tva, num tva, tva intracommunautaire, tva intra, n tva, ape, naf, code naf, numero siret, numero siren, rcs',
    national_id:
      'numero securite sociale, num secu, nir, carte identite, passeport, numero passeport, permis, securite sociale, carte vitale',
    birth_date:
      'date naissance, date de naissance, naissance, anniversaire, annee naissance, date naiss, ne le',
    gender: 'sexe, civilite, titre civilite',
    iban: 'compte bancaire, numero compte, rib, num compte, cle rib, code guichet',
    bank: 'banque, nom banque, domiciliation, code banque',
    card: 'numero carte, carte bancaire, carte bleue, num carte',
    ip: 'adresse ip',
    url: 'site web, site internet, page web, site perso',
    tracking: 'numero suivi, numero de suivi, num suivi, numero colis',
  },
  name: 'nom, libelle, intitule',
  note: 'remarque, remarques, commentaire, commentaires, observation, observations, note privee, note publique, avis, message',
  weakNote: 'description, motif, contenu, objet',
  person:
    'client, clients, utilisateur, utilisateurs, personne, personnes, employe, employes, adresse, adresses, fournisseur, fournisseurs, salarie, salaries, membre, membres, destinataire, destinataires, abonne, abonnes, adherent, adherents, acheteur, vendeur, livraison adresse, societe, tiers, eleve, eleves',
  deed: 'commande, commandes, facture, factures, panier, paniers, retour, retours, livraison, livraisons, paiement, paiements, devis, avis, reclamation, demande, demandes, contrat, contrats, expedition, fichinter, virement, prelevement, releve',
  thing:
    'produit, produits, categorie, pays, langue, langues, devise, devises, entrepot, marque, marques, boutique, magasin, fichier, fichiers, modele, parametre, parametres, tarif, tarifs, unite, groupe, groupes, role, taxe',
}
