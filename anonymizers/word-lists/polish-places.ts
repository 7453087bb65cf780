/**
 * Towns with the first digits of their postcodes (Poczta Polska, spis Pocztowych Numerów Adresowych):
 * two digits where the town has the whole area, three where it shares it.
 */
export const polishTowns = `
Warszawa 00 01 02 03 04|Kraków 30 31|Łódź 90 91 92 93 94|Wrocław 50 51 52 53 54|Poznań 60 61|Gdańsk 80|Szczecin 70 71
Bydgoszcz 85|Lublin 20|Białystok 15|Katowice 40|Gdynia 81|Częstochowa 422|Radom 266|Toruń 871|Sosnowiec 412|Kielce 25
Rzeszów 35|Gliwice 441|Zabrze 418|Olsztyn 10|Bielsko-Biała 433|Bytom 419|Zielona Góra 65|Rybnik 442|Ruda Śląska 417
Opole 45|Tychy 431|Gorzów Wielkopolski 664|Elbląg 823|Dąbrowa Górnicza 413|Płock 094|Wałbrzych 583|Włocławek 878
Tarnów 331|Chorzów 415|Koszalin 75|Kalisz 628|Legnica 592|Grudziądz 863|Słupsk 762|Jaworzno 436|Jastrzębie-Zdrój 443
Nowy Sącz 333|Jelenia Góra 585|Konin 625|Piotrków Trybunalski 973|Lubin 593|Inowrocław 881|Ostrów Wielkopolski 634
Suwałki 164|Stargard 731|Gniezno 622|Ostrowiec Świętokrzyski 274|Siemianowice Śląskie 411|Głogów 672|Pabianice 952
Leszno 641|Zamość 224|Pruszków 058|Łomża 184|Ełk 193|Tomaszów Mazowiecki 972|Chełm 221|Mielec 393|Kędzierzyn-Koźle 472
Przemyśl 377|Stalowa Wola 374|Tczew 831|Biała Podlaska 215|Bełchatów 974|Świdnica 581|Będzin 425|Zgierz 951|Racibórz 474
Legionowo 051|Ostrołęka 074|Świętochłowice 416|Wejherowo 842|Zawiercie 424|Skierniewice 961|Starachowice 272
Wodzisław Śląski 443|Starogard Gdański 832|Puławy 241|Tarnobrzeg 394|Kołobrzeg 781|Krosno 384|Radomsko 975|Otwock 054
Skarżysko-Kamienna 261|Ciechanów 064|Kutno 993|Sieradz 982|Zduńska Wola 982|Świnoujście 726|Nysa 483|Piła 649
Mińsk Mazowiecki 053|Ostróda 141|Iława 142|Malbork 822|Lębork 843|Szczecinek 784|Wałcz 786|Żary 682|Żagań 681|Nowa Sól 671
Bolesławiec 597|Oleśnica 564|Oława 552|Brzeg 493|Kluczbork 462|Lubliniec 427|Mikołów 431|Cieszyn 434|Żywiec 343|Oświęcim 326
Olkusz 323|Bochnia 327|Limanowa 346|Gorlice 383|Jasło 382|Sanok 385|Dębica 392|Jarosław 375|Biłgoraj 234|Kraśnik 232
Łuków 214|Siedlce 081|Sokołów Podlaski 083|Wyszków 072|Mława 065|Płońsk 091|Sochaczew 965|Żyrardów 963|Łowicz 994|Wieluń 983
Turek 627|Września 623|Śrem 631|Jarocin 632|Kościan 640|Chojnice 896|Świecie 861|Brodnica 873|Augustów 163|Bielsk Podlaski 171`
  .trim()
  .split(/[\n|]/)
  .map((line) => {
    const [, name = '', areas = ''] = /^(.+?) ([\d ]+)$/.exec(line.trim()) ?? []
    return { name, areas: areas.split(' ') }
  })

/** Provinces (województwa) by their TERYT code, with those of the towns that lie there. */
export const polishProvinces = `
02 Dolnośląskie|Wrocław Wałbrzych Legnica Jelenia_Góra Lubin Głogów Świdnica Bolesławiec Oleśnica Oława
04 Kujawsko-Pomorskie|Bydgoszcz Toruń Włocławek Grudziądz Inowrocław Świecie Brodnica
06 Lubelskie|Lublin Zamość Chełm Biała_Podlaska Puławy Biłgoraj Kraśnik Łuków
08 Lubuskie|Zielona_Góra Gorzów_Wielkopolski Żary Żagań Nowa_Sól
10 Łódzkie|Łódź Piotrków_Trybunalski Pabianice Tomaszów_Mazowiecki Bełchatów Zgierz Skierniewice Radomsko Kutno Sieradz Zduńska_Wola Łowicz Wieluń
12 Małopolskie|Kraków Tarnów Nowy_Sącz Oświęcim Olkusz Bochnia Limanowa Gorlice
14 Mazowieckie|Warszawa Radom Płock Pruszków Legionowo Ostrołęka Otwock Ciechanów Mińsk_Mazowiecki Siedlce Sokołów_Podlaski Wyszków Mława Płońsk Sochaczew Żyrardów
16 Opolskie|Opole Kędzierzyn-Koźle Nysa Brzeg Kluczbork
18 Podkarpackie|Rzeszów Mielec Przemyśl Stalowa_Wola Tarnobrzeg Krosno Jasło Sanok Dębica Jarosław
20 Podlaskie|Białystok Suwałki Łomża Augustów Bielsk_Podlaski
22 Pomorskie|Gdańsk Gdynia Słupsk Tczew Wejherowo Starogard_Gdański Malbork Lębork Chojnice
24 Śląskie|Katowice Częstochowa Sosnowiec Gliwice Zabrze Bielsko-Biała Bytom Rybnik Ruda_Śląska Tychy Dąbrowa_Górnicza Chorzów Jaworzno Jastrzębie-Zdrój Siemianowice_Śląskie Będzin Racibórz Świętochłowice Zawiercie Wodzisław_Śląski Lubliniec Mikołów Cieszyn Żywiec
26 Świętokrzyskie|Kielce Ostrowiec_Świętokrzyski Starachowice Skarżysko-Kamienna
28 Warmińsko-Mazurskie|Olsztyn Elbląg Ełk Ostróda Iława
30 Wielkopolskie|Poznań Kalisz Konin Ostrów_Wielkopolski Gniezno Leszno Piła Turek Września Śrem Jarocin Kościan
32 Zachodniopomorskie|Szczecin Koszalin Stargard Kołobrzeg Świnoujście Szczecinek Wałcz`
  .trim()
  .split('\n')
  .map((line) => {
    const [, code = '', name = '', towns = ''] = /^(..) (.+)\|(.+)$/.exec(line) ?? []
    return { code, name, towns: towns.split(' ').map((town) => town.replaceAll('_', ' ')) }
  })

const adjectives = `
Akacjowa Bajkowa Barwna Bieszczadzka Biała Błękitna Boczna Borowa Bratkowa Brzozowa Bukowa Bursztynowa Bydgoska Chabrowa Chłodna Cicha
Cisowa Cyprysowa Czysta Daleka Deszczowa Dębowa Długa Dobra Dojazdowa Dolna Drewniana Dworcowa Działkowa Dzika Fabryczna Fiołkowa
Folwarczna Gajowa Główna Gołębia Górna Górska Graniczna Grzybowa Handlowa Hutnicza Irysowa Jabłoniowa Jagodowa Jarzębinowa Jasna
Jaśminowa Jaworowa Jesienna Jesionowa Jeziorna Jeżynowa Jodłowa Kalinowa Kamienna Karpacka Kasztanowa Klonowa Kolejowa Kolorowa
Konwaliowa Kościelna Kręta Krótka Krucza Kryształowa Krzywa Kwiatowa Laskowa Lawendowa Leszczynowa Leśna Letnia Liliowa Lipowa
Liściasta Lotnicza Łabędzia Ładna Łagodna Łanowa Łąkowa Łowiecka Łódzka Majowa Makowa Malinowa Malownicza Mała Mazurska Miejska Miętowa
Miła Miodowa Młyńska Modra Modrzewiowa Morelowa Morska Mostowa Mysia Nadbrzeżna Nadrzeczna Narcyzowa Nasturcjowa Niska Nowa
Nowowiejska Obrzeżna Ogrodowa Okólna Okrężna Olchowa Orla Orzechowa Osiedlowa Ostrowska Owocowa Parkowa Perłowa Piaskowa Piękna
Piwna Plażowa Pocztowa Podgórna Podleśna Podmiejska Pogodna Pokątna Polna Południowa Pomorska Porzeczkowa Poziomkowa Promienna
Prosta Przejazdowa Przemysłowa Przepiórcza Przyjazna Przyleśna Pszczela Pszenna Radosna Równa Różana Rumiankowa Rybacka Rynkowa
Sadowa Sarnia Sasankowa Senna Serdeczna Skalna Skośna Słoneczna Słonecznikowa Słowicza Smolna Sokola Solna Sosnowa Spacerowa Spokojna
Spółdzielcza Sportowa Srebrna Stara Stawowa Stolarska Storczykowa Strażacka Stroma Strumykowa Strzelecka Studzienna Szafirowa Szczera
Szeroka Szkolna Szmaragdowa Szumna Śliwkowa Śnieżna Świerkowa Świetlana Tęczowa Topolowa Towarowa Truskawkowa Tulipanowa Turystyczna
Urocza Warszawska Warzywna Wąska Wesoła Wiejska Wierzbowa Winna Wiosenna Wiśniowa Wodna Wolna Wrzosowa Wspólna Wschodnia
Wylotowa Wysoka Zaciszna Zacisze Zachodnia Zagrodowa Zakątna Zamkowa Zbożowa Zdrojowa Zielna Zielona Zimowa Złota Źródlana
Żabia Żeglarska Żniwna Żurawia Żwirowa Żytnia`

/** Street names without `ul.`: things, not people; most towns have a street of each. */
export const polishStreets = adjectives.trim().split(/\s+/)

const companyStarts = `
Agro Akwa Alfa Alu Arka Astra Auto Bal Bart Beta Bio Bud Cargo Chem Delta Dom Drew Duo Eko Elektro Ener Euro Fer Flora Fol Gal Gaz
Gran Hydro Inno Inter Jur Kam Kar Klim Kom Kor Lak Lar Lem Log Mag Mal Mar Max Med Mega Met Mix Mod Mono Multi Natur Neo Nova Omni
Opti Orbi Pak Pap Plast Pol Prim Pro Quant Rol Sad Sat Sigma Sol Stal Szkl Tech Tel Ter Termo Trans Tri Ultra Uni Vero Vita Wod Ziel`
const companyEnds = `
bar bud chem dent dom dor drew eks fer fil flex fol gaz graf gum hurt impex kab lak lan lex lux mar mat max med mebel mer met mix
pak pap plast pol polis port pres rem rol san stal szkło tap tech tel ter tex trade trans tron wit wood`
const forms = ['sp. z o.o.', 'sp. z o.o.', 'sp. z o.o.', 'S.A.', 'sp.j.', 'sp.k.']

/** Invented names of companies with these legal forms behind them. */
export const companyNames = (legalForms: readonly string[]): string[] =>
  companyStarts
    .trim()
    .split(/\s+/)
    .flatMap((start, i) =>
      companyEnds
        .trim()
        .split(/\s+/)
        .filter((end) => !start.toLowerCase().startsWith(end.slice(0, 3)))
        .map((end, j) => `${start}${end} ${legalForms[(i * 7 + j) % legalForms.length] ?? ''}`),
    )

export const polishCompanies = companyNames(forms)
