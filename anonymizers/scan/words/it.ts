import type { LanguageWords } from './language.ts'

export const it: LanguageWords = {
  kinds: {
    first_name: 'nome proprio, primo nome, secondo nome, nome battesimo',
    last_name: 'cognome, cognome nubile, cogn',
    full_name:
      'nome cognome, nome e cognome, cognome nome, nominativo, nome completo, destinatario, mittente, intestatario, referente, titolare, persona contatto, autore, nome cliente',
    email: 'posta elettronica, indirizzo email, indirizzo mail, pec, posta',
    phone:
      'telefono, cellulare, cell, numero telefono, telefono fisso, numero cellulare, tel fisso, recapito, recapito telefonico, num tel',
    username: 'utente, nome utente, soprannome, creato da, modificato da',
    password_hash: 'parola chiave, parola ordine',
    secret: 'chiave api, chiave segreta, codice attivazione, gettone',
    street:
      'via, indirizzo, indirizzo1, indirizzo2, numero civico, civico, num civico, interno, scala, indirizzo spedizione, indirizzo fatturazione, residenza, domicilio, piazza',
    postcode: 'cap, codice postale, codice avviamento postale',
    city: 'citta, luogo nascita, luogo di nascita, comune nascita, comune, localita, provincia, frazione, regione, prov',
    country: 'nazionalita, cittadinanza',
    company: 'azienda, ragione sociale, ditta, nome azienda, societa, impresa, datore lavoro',
    job: 'professione, mansione, qualifica, ruolo aziendale',
    tax_id:
      'partita iva, piva, p iva, partitaiva, numero iva, codice sdi, codice destinatario, rea',
    national_id:
      'codice fiscale, codfisc, cod fiscale, cf, carta identita, passaporto, patente, numero documento, tessera sanitaria',
    birth_date: 'data nascita, data di nascita, nascita, compleanno, nato il, anno nascita',
    gender: 'sesso, genere, stato civile',
    iban: 'conto corrente, conto bancario, numero conto, coordinate bancarie, conto',
    bank: 'banca, nome banca, abi, cab, codice bic',
    card: 'numero carta, carta credito, carta di credito',
    ip: 'indirizzo ip',
    url: 'sito web, sito internet, pagina web',
    tracking: 'numero spedizione, codice tracciamento, lettera di vettura',
    signature: 'firma',
  },
  name: 'nome, denominazione',
  note: 'note, osservazioni, commento, commenti, messaggio, recensione, annotazioni, nota',
  weakNote: 'descrizione, motivo, contenuto, oggetto',
  person:
    'cliente, clienti, utente, utenti, persona, persone, dipendente, dipendenti, indirizzo, indirizzi, contatto, contatti, fornitore, fornitori, acquirente, acquirenti, venditore, venditori, iscritto, iscritti, anagrafica, anagrafiche, paziente, pazienti, destinatario, socio, soci, studente, studenti, agente, agenti',
  deed: 'ordine, ordini, fattura, fatture, carrello, carrelli, reso, resi, spedizione, spedizioni, pagamento, pagamenti, preventivo, preventivi, recensioni, richiesta, richieste, reclamo, vendita, vendite, prenotazione, prenotazioni, messaggi, ddt, bolla, bonifico',
  thing:
    'prodotto, prodotti, articolo, articoli, categoria, categorie, paese, paesi, nazione, nazioni, lingua, lingue, valuta, magazzino, marca, marchio, negozio, negozi, documento tipo, modello, parametro, listino, listini, unita, gruppo, gruppi, ruolo, imposta, aliquota',
}
