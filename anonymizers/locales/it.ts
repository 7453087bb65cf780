import { composed, partsIn, regionsIn, townsIn } from './compose.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

const things = partsIn(
  "Nuova|Lunga|Grande|dell'Acqua|degli Aceri|degli Allori|dell'Alba|degli Aranci|dell'Arco|dell'Aurora|delle Betulle|del Borgo|del Bosco|della Campana|dei Campi|del Canale|del Castello|dei Castagni|dei Cedri|dei Ciliegi|dei Cipressi|del Colle|del Commercio|della Concordia|dell'Edera|delle Fabbriche|del Faro|dei Fiori|del Fiume|della Fontana|del Forno|dei Frassini|dei Gelsi|dei Gerani|dei Gigli|dei Giardini|delle Ginestre|dell'Indipendenza|del Lago|della Lavanda|della Libertà|dei Limoni|della Luna|dei Mandorli|del Mare|delle Margherite|del Mercato|delle Mimose|dei Mirti|del Molino|del Monte|delle Mura|dei Noci|degli Oleandri|degli Olivi|degli Olmi|delle Orchidee|degli Orti|del Parco|della Pace|delle Palme|dei Pini|dei Pioppi|del Ponte|del Porto|del Pozzo|dei Prati|delle Primule|delle Querce|della Repubblica|delle Rose|dei Salici|della Scuola|della Sorgente|del Sole|della Stazione|della Stella|del Teatro|dei Tigli|della Torre|delle Vigne|delle Viole|della Vittoria",
)

export default defineLocale({
  name: 'it',
  describe: 'Italian, Italy',
  country: 'IT',
  charsets: /^(?:latin[19]|cp1252|win1252|windows-1252|iso-?8859-?(?:1|15))$/i,
  street: { before: '', number: 'behind' },
  postcode: 'NNNNN',
  phone: phoneRanges.IT,
  accounts: 'IT',
  mailDomains: ['@posta.example', '@mail.example', '@lettere.example', '@casella.example'],
  jobTitles: partsIn(
    'Addetto vendite|Agente di commercio|Amministratore|Analista|Assistente di direzione|Autista|Buyer|Capo reparto|Commesso|Consulente|Contabile|Direttore finanziario|Elettricista|Impiegato|Ingegnere|Magazziniere|Manutentore|Operaio|Programmatore|Project manager|Responsabile acquisti|Responsabile qualità|Segretario|Tecnico',
  ),
  words: {
    names: 'it',
    letters: /^[A-Za-zÀ-ÖØ-öø-ÿ' -]+$/,
    surnames: composed(
      `Albert Alf Angel Anton Arrig Bal Bard Bart Bell Bern Bert Bian Bolog Bon Borg Bosc Brun Bus Cal Camp Cant Capp Car Carl Cas Cast Cavall Cer
      Cesar Ciar Col Cont Corr Cos Crist Dal Dan Don Fab Fal Fav Fer Ferr Fil Fior Font Form Fosc Franc Fran Gall Gamb Gar Gasp Gent Gher Giac Giord
      Giov Gir Gori Grass Grim Gual Guid Lamb Lanz Laz Leon Lomb Lor Luc Lup Magn Mal Manc Mant Marc Mart Mas Matt Maz Mel Merl Mic Mol Monal Mor
      Mur Nard Nat Ner Nicol Nov Orl Ors Pag Palm Pan Pap Pass Pav Pel Per Pic Pier Pin Pol Por Pug Quar Rag Ram Rav Ric Rin Roc Rom Rosal Rug Sal
      Salv Sant Sar Scal Ser Sil Sor Spad Stef Tad Tar Test Tom Tor Trev Tur Ub Val Vasc Ven Ver Vian Vit Volp Zan Zen Zuc`,
      'accio aldi alli ani arelli ari aro asco ati azzi ecchi elli ello enghi eri esi etti etto iani icchi iello ieri ini ino isi ola oli ollo oni osi otti otto ucci ugi uzzi',
    ),
    streets: ['Via', 'Viale', 'Piazza', 'Vicolo', 'Corso'].flatMap((kind) =>
      things.map((thing) => `${kind} ${thing}`),
    ),
    towns: townsIn(`
21 Torino 101, Novara 281, Alessandria 151, Asti 141
25 Milano 201, Brescia 251, Bergamo 241, Monza 209, Como 221, Cremona 261, Pavia 271
32 Trento 381, Bolzano 391
34 Venezia 301, Verona 371, Padova 351, Vicenza 361, Treviso 311
36 Trieste 341, Udine 331
42 Genova 161, La Spezia 191, Savona 171
45 Bologna 401, Modena 411, Parma 431, Ferrara 441, Ravenna 481, Rimini 479
52 Firenze 501, Pisa 561, Livorno 571, Siena 531, Lucca 551, Arezzo 521
55 Perugia 061, Terni 051
57 Ancona 601, Pesaro 611
62 Roma 001, Latina 041, Viterbo 011
65 Pescara 651, L'Aquila 671
72 Napoli 801, Salerno 841, Caserta 811
75 Bari 701, Lecce 731, Taranto 741, Foggia 711
77 Potenza 851, Matera 751
78 Reggio Calabria 891, Cosenza 871, Catanzaro 881
82 Palermo 901, Catania 951, Messina 981, Siracusa 961
88 Cagliari 091, Sassari 071`),
    regions: regionsIn(
      '21 Piemonte|25 Lombardia|32 Trentino-Alto Adige|34 Veneto|36 Friuli-Venezia Giulia|42 Liguria|45 Emilia-Romagna|52 Toscana|55 Umbria|57 Marche|62 Lazio|65 Abruzzo|72 Campania|75 Puglia|77 Basilicata|78 Calabria|82 Sicilia|88 Sardegna',
    ),
    companyForms: partsIn('S.r.l.|S.r.l.|S.r.l.|S.p.A.|S.n.c.|S.a.s.'),
    sentences: partsIn(`
Maneggiare il pacco con cura.|L'ordine è stato accettato.|Merce conforme, tutto a posto.|Allegare la fattura alla spedizione.
Consegna possibile nel pomeriggio.|Il pacco può restare al punto di ritiro.|Imballo un po' rovinato, contenuto integro.|Verificare la giacenza prima dell'invio.
La data di consegna è stata spostata.|Reso accettato secondo le condizioni.|Reclamo accolto.|Va bene ogni colore.|Nessuna nota.|Invio dopo il pagamento.
Spedire insieme i due ordini.|È un regalo, confezionare bene.|Dati verificati.|Sconto applicato come da contratto.|Disponibile nei giorni feriali.
Pratica chiusa.|Da chiarire con l'assistenza.|Testo di prova.|Contenuto sostituito.|Senza modifiche.|Nota.`),
  },
})
