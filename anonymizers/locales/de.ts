import { composed, partsIn, regionsIn, townsIn, wordsIn } from './compose.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

export default defineLocale({
  name: 'de',
  describe: 'German, Germany',
  country: 'DE',
  charsets: /^(?:latin[1259]|cp125[024]|win125[024]|windows-125[024]|iso-?8859-?(?:1|2|9|15))/i,
  street: { before: '', number: 'behind' },
  postcode: 'NNNNN',
  phone: phoneRanges.DE,
  accounts: 'DE',
  mailDomains: ['@post.example', '@mail.example', '@brief.example', '@kasten.example'],
  jobTitles: partsIn(
    'Sachbearbeiter|Buchhalter|Lagerist|Disponent|Vertriebsleiter|Einkäufer|Projektleiter|Kundenberater|Monteur|Elektriker|Techniker|Filialleiter|Assistenz der Leitung|Schichtleiter|Qualitätsprüfer|Programmierer|Personalreferent|Geschäftsführer|Prokurist|Empfang',
  ),
  words: {
    names: 'de',
    letters: /^[A-Za-zÄÖÜäöüßé' -]+$/,
    surnames: composed(
      `Alten Berg Birken Blumen Brand Buchen Burg Busch Dorn Eber Ehren Eichen Eisen Erlen Falken Feld Fels Fichten Finken Frei Garten
      Grau Grün Gut Hafer Hasel Haus Heide Heller Herzen Hirsch Hoch Hohen Holz Hopfen Kalten Kern Kirch Kirsch Klein Korn Kraut Kreuz Kupfer
      Lang Leder Linden Loh Mai Markt Mittel Mohn Moos Mühl Neu Nieder Nuss Ober Oster Rauch Reben Rehm Ried Rosen Rot Rüben Salz Sand Schaf
      Schlehen Schön Schwarzen Seeg Silber Sommer Sonnen Stein Stern Stroh Tannen Tauben Thal Thor Unter Vogel Wald Wasser Weiden Wein Weißen
      Wiesen Wind Winkel Winter Wolken Ziegel Zimmer`,
      `au bach bauer baum beck berg bichler blum brecht brink brock bronn bruch brück burg busch dorf eder egger feld fels furth gartner graf
      grund haag hagen hammer haus heim hof hofer höfer holz horn huber hut kamp kemper kern kirch koch korn lein leitner lich loh mann mayer meier
      meister meyer moser müller ner reich reiter richter ried rieder rode ruh scheid schmid schmidt schneider see singer sperger stadt städter
      stein steiner stetter strauch stroh tal thaler wald walder weber weg weiler werth wieser winkler wirth zweig`,
    ),
    streets: [
      ...composed(
        `Ahorn Amsel Anger Bach Bahnhof Berg Birken Blumen Brücken Brunnen Buchen Burg Dorf Drossel Eichen Erlen Eschen Feld Finken Fichten
        Flieder Forst Garten Hafen Hain Haupt Heide Hof Hoch Kastanien Kiefern Kirch Kloster Lerchen Linden Markt Mittel Mühlen Nelken Neu Ost
        Park Post Rathaus Ring Rosen Sand Schiller Schloss Schul See Sonnen Stadt Stein Süd Tal Tannen Tulpen Ufer Ulmen Wald Wasser Weiden Wein
        West Wiesen Winter Ziegel`,
        'straße weg allee gasse platz',
      ),
    ],
    towns: townsIn(`
BW Stuttgart 701 703, Mannheim 681 682, Karlsruhe 761 762, Freiburg 790 791, Heidelberg 691, Ulm 890, Heilbronn 740, Pforzheim 751, Reutlingen 727, Konstanz 784
BY München 803 806 812, Nürnberg 904, Augsburg 861, Regensburg 930, Würzburg 970, Ingolstadt 850, Bamberg 960, Passau 940, Kempten 874, Rosenheim 830
BE Berlin 101 104 107 120 133
BB Potsdam 144, Cottbus 030, Frankfurt (Oder) 152
HB Bremen 281 282, Bremerhaven 275
HH Hamburg 200 203 221 223
HE Frankfurt am Main 603 604 605, Wiesbaden 651, Kassel 341, Darmstadt 642, Gießen 353, Fulda 360, Marburg 350
MV Rostock 180, Schwerin 190, Stralsund 184
NI Hannover 301 304, Braunschweig 381, Oldenburg 261, Osnabrück 490, Göttingen 370, Wolfsburg 384, Hildesheim 311
NW Köln 506 507, Düsseldorf 402, Dortmund 441, Essen 451, Duisburg 470, Bochum 447, Bielefeld 336, Bonn 531, Münster 481, Aachen 520, Krefeld 477, Siegen 570
RP Mainz 551, Trier 542, Koblenz 560, Kaiserslautern 676
SL Saarbrücken 661
SN Leipzig 041 042 043, Dresden 010 011, Chemnitz 091, Zwickau 080
ST Magdeburg 391, Halle 061
SH Kiel 241, Lübeck 235, Flensburg 249
TH Erfurt 990, Jena 077, Weimar 994, Gera 075`),
    regions: regionsIn(
      'BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg|HE Hessen|MV Mecklenburg-Vorpommern|NI Niedersachsen|NW Nordrhein-Westfalen|RP Rheinland-Pfalz|SL Saarland|SN Sachsen|ST Sachsen-Anhalt|SH Schleswig-Holstein|TH Thüringen',
    ),
    companyForms: ['GmbH', 'GmbH', 'GmbH & Co. KG', 'AG', 'KG', 'OHG', ...wordsIn('e.K. UG')],
    sentences: partsIn(`
Bitte vorsichtig behandeln.|Die Bestellung wurde angenommen.|Ware wie beschrieben, alles in Ordnung.|Rechnung bitte der Sendung beilegen.
Lieferung am Nachmittag möglich.|Das Paket kann an der Station bleiben.|Verpackung leicht beschädigt, Inhalt unversehrt.|Bestand vor dem Versand prüfen.
Der Liefertermin wurde verschoben.|Rückgabe gemäß den Bedingungen angenommen.|Reklamation anerkannt.|Farbe frei wählbar.|Keine Anmerkungen.
Versand nach Zahlungseingang.|Bitte beide Bestellungen zusammen liefern.|Als Geschenk gedacht, bitte hübsch verpacken.|Angaben geprüft.
Rabatt laut Vertrag berechnet.|Nur an Werktagen erreichbar.|Vorgang abgeschlossen.|Mit der Betreuung zu klären.|Ersatztext.|Inhalt ersetzt.|Unverändert.|Notiz.`),
  },
})
