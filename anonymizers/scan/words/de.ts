import type { LanguageWords } from './language.ts'

export const de: LanguageWords = {
  kinds: {
    first_name: 'vorname, vornamen, rufname, vname, zweitname',
    last_name: 'nachname, familienname, zuname, geburtsname, nname, nachnamen',
    full_name:
      'vollname, ansprechpartner, ansprechperson, empfaenger, absender, kontoinhaber, kontaktperson, inhaber, verfasser, kundenname, karteninhaber, empfanger, sachbearbeiter, name1, name2, name3',
    email: 'mailadresse, emailadresse, mail adresse, e mail adresse, email adresse',
    phone:
      'telefon, telefonnummer, telefonnr, tel nr, handy, handynummer, mobil, mobilnummer, mobiltelefon, rufnummer, telefax, faxnummer, festnetz, mobilfunk, telefon privat, telefon1, telefon2',
    username:
      'benutzername, benutzer, anmeldename, nutzername, kennung, erstellt von, geaendert von, angelegt von',
    password_hash: 'passwort, kennwort, passworthash',
    secret: 'geheimnis, schluessel, zugangsschluessel, aktivierungscode',
    street:
      'strasse, str, anschrift, adresse, hausnummer, hausnr, haus nr, adresszusatz, postfach, adresse1, adresse2, zusatz, strasse1, strasse2, strasse und hausnummer, wohnung, stockwerk, lieferadresse, rechnungsadresse',
    postcode: 'plz, postleitzahl, lieferplz, rechnungsplz, postlz',
    city: 'ort, geburtsort, stadt, wohnort, ortsteil, bundesland, gemeinde, landkreis, lieferort, rechnungsort, ortschaft',
    country: 'staatsangehorigkeit, nationalitat',
    geo: 'breitengrad, laengengrad, langengrad, koordinaten',
    company: 'firma, firmenname, unternehmen, arbeitgeber, betrieb, firma1, firma2',
    job: 'beruf, position beruf, berufsbezeichnung',
    tax_id:
      'ust id, ustid, ustidnr, ust idnr, ust id nr, steuernummer, steuernr, steuer nr, umsatzsteuer id, uid nummer, handelsregister, handelsregisternummer, hrb, umsatzsteuernummer',
    national_id:
      'personalausweis, ausweisnummer, ausweis nr, reisepass, reisepassnummer, sozialversicherungsnummer, steuer id, steuer identifikationsnummer, sv nummer, versicherungsnummer',
    birth_date:
      'geburtsdatum, geburtstag, gebdat, geb datum, geb dat, gebdatum, geboren, geburtsjahr',
    gender: 'geschlecht, anrede, familienstand',
    iban: 'kontonummer, kontonr, konto nr, bankkonto, konto, kto, ktonr',
    bank: 'blz, bankleitzahl, bankname, kreditinstitut, bankverbindung',
    card: 'kartennummer, kreditkarte, kreditkartennummer, kreditkartennr',
    ip: 'ip adresse, ipadresse',
    mac: 'mac adresse',
    url: 'webseite, internetseite, internet, webadresse, internetadresse',
    tracking: 'sendungsnummer, paketnummer, sendungsnr, trackingnummer, trackingnr',
    signature: 'unterschrift',
  },
  name: 'bezeichnung, bez',
  note: 'bemerkung, bemerkungen, kommentar, notiz, notizen, nachricht, hinweis, anmerkung, anmerkungen, kundenkommentar, freitext, freitext1, freitext2, rezension, bewertung, mitteilung, interner kommentar',
  weakNote: 'beschreibung, betreff, begruendung, inhalt',
  person:
    'kunde, kunden, benutzer, mitarbeiter, nutzer, personen, adresse, adressen, anschriften, lieferant, lieferanten, ansprechpartner, empfaenger, patient, patienten, mitglied, mitglieder, kontakt, kontakte, interessent, interessenten, abonnent, abonnenten, rechnungsempfaenger, vertreter, lieferanschrift, lieferadresse, rechnungsadresse, personal, schueler',
  deed: 'bestellung, bestellungen, auftrag, auftraege, rechnung, rechnungen, warenkorb, lieferung, lieferungen, zahlung, zahlungen, gutschrift, retoure, retouren, nachricht, nachrichten, bewertungen, anfrage, anfragen, angebot, angebote, beleg, belege, versand, kommunikation',
  thing:
    'produkt, produkte, artikel, kategorie, kategorien, land, laender, sprache, sprachen, waehrung, lager, hersteller, steuer, steuersatz, einheit, einstellung, einstellungen, datei, dateien, vorlage, vorlagen, gruppe, gruppen, rolle, rollen, merkmal, merkmale, preis, preise, warengruppe, lieferart, versandart, zahlungsart, filiale',
}
