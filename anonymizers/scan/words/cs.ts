import type { LanguageWords } from './language.ts'

export const cs: LanguageWords = {
  kinds: {
    first_name: 'jmeno krestni, krestni jmeno, krestni, druhe jmeno',
    last_name: 'prijmeni, rodne prijmeni',
    full_name:
      'jmeno prijmeni, jmeno a prijmeni, prijmeni jmeno, cele jmeno, kontaktni osoba, prijemce, odesilatel, majitel, jmeno zakaznika, kontakt osoba',
    email: 'emailova adresa, e mailova adresa, posta',
    phone:
      'telefon, telefonni cislo, mobil, mobilni telefon, cislo telefonu, pevna linka, tel cislo',
    username: 'uzivatel, uzivatelske jmeno, prihlasovaci jmeno, prezdivka, vytvoril, zmenil',
    password_hash: 'heslo, hash hesla, heslo hash',
    secret: 'tajny klic, api klic, aktivacni kod, overovaci kod',
    street:
      'ulice, adresa, cislo popisne, cislo domu, cislo orientacni, cp co, adresa1, adresa2, ulice a cislo, dodaci adresa, fakturacni adresa, bydliste',
    postcode: 'psc, postovni smerovaci cislo, smerovaci cislo',
    city: 'mesto, misto narozeni, obec, cast obce, okres, kraj mesto, mestska cast',
    country: 'statni prislusnost, narodnost, obcanstvi',
    company: 'firma, spolecnost, nazev firmy, zamestnavatel, obchodni jmeno, nazev spolecnosti',
    job: 'povolani, funkce, pozice',
    tax_id: 'ico, dic, ic dph, icdph, ic, icz, danove cislo',
    national_id:
      'rodne cislo, rodnecislo, rc, cislo op, obcansky prukaz, cislo pasu, pas, cislo obcanskeho prukazu',
    birth_date: 'datum narozeni, narozeni, datum nar, narozen, dat narozeni, rok narozeni',
    gender: 'pohlavi, osloveni',
    iban: 'cislo uctu, bankovni ucet, ucet, bankovni spojeni',
    bank: 'kod banky, nazev banky, banka',
    card: 'cislo karty, platebni karta, kreditni karta',
    ip: 'ip adresa',
    url: 'webova stranka, www stranky',
    tracking: 'cislo zasilky, cislo baliku, sledovaci cislo',
    signature: 'podpis',
  },
  name: 'nazev, jmeno',
  note: 'poznamka, poznamky, komentar, komentare, zprava, vzkaz, hodnoceni, recenze',
  weakNote: 'popis, duvod, obsah, predmet, dotaz',
  person:
    'zakaznik, zakaznici, zakaznika, zakaznici, uzivatel, uzivatele, osoba, osoby, zamestnanec, zamestnanci, adresa, adresy, kontakt, kontakty, dodavatel, dodavatele, odberatel, odberatele, klient, klienti, prijemce, partneri, pacient, pacienti, clen, clenove',
  deed: 'objednavka, objednavky, faktura, faktury, kosik, kosiky, vraceni, reklamace, dodavka, platba, platby, zpravy, zprava, doklad, doklady, poptavka, poptavky, nabidka, zasilka, zasilky, smlouva, smlouvy, recenze, rezervace',
  thing:
    'produkt, produkty, zbozi, kategorie, zeme, jazyk, jazyky, mena, sklad, znacka, vyrobce, obchod, soubor, soubory, sablona, nastaveni, jednotka, skupina, skupiny, role, dan, cenik, stav, typ',
}
