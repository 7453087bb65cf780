import type { LanguageWords } from './language.ts'

export const pl: LanguageWords = {
  kinds: {
    first_name: 'imie, imiona, drugie imie, pierwsze imie, imie pracownika',
    last_name: 'nazwisko, nazwisko rodowe, nazwisko panienskie, nazw',
    full_name:
      'imie nazwisko, imie i nazwisko, nazwisko imie, nazwisko i imie, osoba, osoba kontaktowa, odbiorca, nadawca, wlasciciel, posiadacz, kontakt, przedstawiciel, opiekun, wystawil, odebral, autor, adresat, zamawiajacy, kupujacy, nazwa odbiorcy, nazwa klienta, nazwa kontrahenta, nazwa nabywcy, nabywca',
    email: 'adres email, adres e mail, poczta elektroniczna, mail, emaile, adres mail, mejl',
    phone:
      'telefon, tel, telefony, nr tel, nr telefonu, numer telefonu, tel kom, telefon komorkowy, komorka, kom, tel komorkowy, telefon1, telefon2, faks, tel stacjonarny, numer tel, nr kom, telefon kontaktowy',
    username:
      'uzytkownik, nazwa uzytkownika, pseudonim, identyfikator logowania, operator, nazwa konta, utworzyl, zmienil, zatwierdzil, zalozyl, zmodyfikowal',
    password_hash: 'haslo, skrot hasla, haslo hash, hash hasla',
    secret:
      'klucz api, klucz prywatny, kod aktywacyjny, kod weryfikacyjny, tajny klucz, zeton, sekret, klucz dostepu',
    street:
      'ulica, ul, adres, nr domu, numer domu, nr lokalu, numer lokalu, nr mieszkania, numer mieszkania, mieszkanie, adres1, adres2, adres dostawy, adres zamieszkania, adres korespondencyjny, nr budynku, numer budynku, budynek, skrytka pocztowa, adres linia, ulica i numer, nr ulicy, nrdomu, nrlokalu, lokal',
    postcode: 'kod pocztowy, kodpocztowy, kod poczt, kod p, poczta kod',
    city: 'miasto, poczta, miejsce urodzenia, miejscowosc, miejsc, powiat, gmina, wojewodztwo, poczta miasto, woj',
    country: 'panstwo, narodowosc, obywatelstwo',
    geo: 'szerokosc geograficzna, dlugosc geograficzna, wspolrzedne',
    company:
      'firma, nazwa firmy, pracodawca, nazwa pelna, nazwa skrocona, nazwa podmiotu, przedsiebiorstwo',
    job: 'stanowisko, zawod, funkcja',
    tax_id: 'nip, numer nip, nr nip, regon, krs, nip ue, nr vat, numer vat, nip klienta',
    national_id:
      'pesel, nr pesel, numer pesel, dowod, nr dowodu, numer dowodu, seria i numer, paszport, nr paszportu, dowod osobisty',
    birth_date: 'data urodzenia, data ur, urodziny, urodzony, dat ur, rok urodzenia',
    gender: 'plec, zwrot grzecznosciowy, tytul grzecznosciowy',
    iban: 'konto bankowe, nr konta, numer konta, rachunek, rachunek bankowy, nr rachunku, numer rachunku, nrb, konto',
    bank: 'nazwa banku, nr banku',
    card: 'nr karty, numer karty, karta kredytowa, karta',
    ip: 'adres ip',
    mac: 'adres mac',
    url: 'strona www, strona internetowa, adres www, strona domowa',
    tracking:
      'nr listu, numer listu, list przewozowy, nr przesylki, numer przesylki, nr listu przewozowego, numer listu przewozowego',
    signature: 'podpis',
  },
  name: 'nazwa, nzw',
  note: 'uwagi, uwaga, komentarz, komentarze, notatka, notatki, wiadomosc, uwagi klienta, uwagi do zamowienia, informacje dodatkowe, opinia, recenzja, zyczenia, dedykacja, adnotacje',
  weakNote: 'opis, tresc, powod, temat, pytanie, odpowiedz',
  person:
    'klient, klienci, klienta, kontrahent, kontrahenci, kontrahenta, uzytkownik, uzytkownicy, uzytkownika, osoba, osoby, pracownik, pracownicy, pracownika, adres, adresy, kontakt, kontakty, odbiorca, odbiorcy, nadawca, nadawcy, dostawca, dostawcy, nabywca, nabywcy, platnik, platnika, kupujacy, sprzedawca, czlonek, pacjent, pacjenci, uczen, subskrybent, wlasciciel, handlowiec, przedstawiciel, opiekun, kierowca, kontrah, kh, khnt, osobowe',
  deed: 'zamowienie, zamowienia, faktura, faktury, koszyk, zwrot, zwroty, reklamacja, reklamacje, dostawa, dostawy, platnosc, platnosci, wysylka, wysylki, opinie, opinia, wiadomosci, zgloszenie, zgloszenia, rozmowy, przesylka, przesylki, dokument, dokumenty, sprzedaz, paragon, naglowek, umowa, umowy, zgoda, zgody, historia, transakcja, transakcje, wplata, wplaty, przelew, przelewy',
  thing:
    'produkt, produkty, towar, towary, kategoria, kategorie, artykul, artykuly, kraj, kraje, jezyk, jezyki, waluta, waluty, magazyn, magazyny, cecha, cechy, cennik, jednostka, producent, sklep, plik, pliki, ustawienia, konfiguracja, pozycja, pozycje, slownik, szablon, stawka, typ, rodzaj, grupa, grupy, uprawnienia, stan, promocja, rabat',
}
