import { composed, partsIn, regionsIn, townsIn, wordsIn } from './compose.ts'
import { defineLocale } from './locale.ts'
import { phoneRanges } from './phone-ranges.ts'

/** The form of a woman: Novák, Nováková; Dvořáček, Dvořáčková; Černý, Černá. */
function ofWoman(surname: string): string {
  if (surname.endsWith('ý')) return `${surname.slice(0, -1)}á`
  if (/[íůe]$/.test(surname)) return surname
  return `${surname.replace(/e([klc])$/, '$1').replace(/[ao]$/, '')}ová`
}

export default defineLocale({
  name: 'cs',
  describe: 'Czech, Czechia',
  country: 'CZ',
  charsets: /^(?:latin2|latin7|cp1250|win1250|windows-1250|iso-?8859-?2)/i,
  street: { before: '', number: 'behind' },
  postcode: 'NNN NN',
  phone: phoneRanges.CZ,
  accounts: 'CZ',
  mailDomains: ['@posta.example', '@mail.example', '@dopisy.example', '@schranka.example'],
  jobTitles: partsIn(
    'Administrátor|Analytik|Asistent|Dispečer|Ekonom|Elektrikář|Finanční ředitel|Fakturant|Inženýr výroby|Konzultant|Kontrolor kvality|Logistik|Mechanik|Nákupčí|Obchodní zástupce|Operátor|Personalista|Pokladní|Prodavač|Programátor|Projektový manažer|Řidič|Skladník|Technik|Účetní|Vedoucí prodejny|Vedoucí skladu',
  ),
  words: {
    names: 'cs_CZ',
    letters: /^[A-Za-zÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýžäëöüâ' -]+$/,
    ofWoman,
    surnames: composed(
      `Bar Beb Bed Bel Ben Ber Bil Blah Boh Bor Brych Bur Cap Ces Chal Chlap Chmel Cip Dab Dan Dol Don Drah Drob Dub Dud Fab Fil Fran Hab Had Hal Ham
      Han Hav Hej Her Hlad Hlav Hol Hor Host Hov Hrab Hrad Hrub Hrus Hud Jab Jah Jan Jar Jav Jed Jel Jir Jur Kab Kad Kal Kam Kap Kas Klap Klim Kob Kol
      Kom Kop Kor Kos Kot Koz Kraj Krat Kub Kud Kun Kup Lad Lan Leb Led Lis Lom Luk Mach Mal Mar Mas Mat Mich Mik Mil Mlad Mor Mraz Mus Nav Nov Olb
      Ond Pal Pav Pech Pel Per Pet Pis Plach Pod Pol Pop Pos Prok Pros Rad Rak Reh Rez Roh Rud Ryb Sad Sam Sed Sem Siv Skal Slad Slav Smet Soj Sok Sol
      Stan Star Stoj Strak Such Svat Svob Syk Tab Tich Tom Top Tul Tum Urb Vac Val Van Vav Vit Vlach Vod Vol Vor Vrab Vran Zab Zah Zap Zat Zel Zem Zik`,
      'áček áč ačka an ánek ař ásek ata eček ečka ek ela enka eš ík íček ina ín ka ko ký ník nský oš oun oušek ovec ovský ský šek tek ůšek ura urka ula',
    ),
    streets: wordsIn(`
Akátová Alejní Arbesova Bezová Borová Boční Bílá Březová Brusinková Cihlářská Čistá Dlouhá Dolní Družstevní Dubová Dvorská Fialová Habrová
Hájová Horní Hornická Hradební Hraniční Hrušňová Hřbitovní Chmelová Ivančická Jabloňová Jahodová Jarní Jasanová Javorová Jedlová Jeřábová Jezerní
Jírovcová Jižní Kamenná Kaštanová Klidná Kosmonautů Konečná Konvalinková Kostelní Kovářská Krátká Krásná Křivá Květinová Květnová Lesní Letní
Levandulová Liliová Lipová Lískovcová Loučná Luční Májová Malinová Malá Měsíční Mechová Meruňková Mlýnská Modřínová Mostní Nábřežní Nádražní
Náměstní Nová Na_Hrázi Na_Kopci Na_Louce Na_Stráni Na_Vyhlídce Nad_Potokem Obchodní Okružní Olšová Ořechová Ostružinová Palouková Parková Pekařská
Pivovarská Písečná Pod_Lesem Pod_Strání Podlesní Polní Pomněnková Poštovní Potoční Průmyslová Příčná Revoluční Rybniční Rybářská Růžová Sadová
Severní Skalní Slepá Sluneční Slunečnicová Smrková Spojovací Sportovní Stará Stavbařská Strmá Školní Šeříková Široká Šípková Topolová Tovární Tichá
Trnková Truhlářská Tulipánová Tyršova U_Lesa U_Mlýna U_Rybníka U_Studny Údolní Úzká Václavská Vinohradská Višňová Vlčí_mák Vodní Vrbová Vřesová
Východní Zahradní Západní Zelená Zimní Zlatá Zvonková`).map((street) => street.replace('_', ' ')),
    towns: townsIn(`
PHA Praha 110 120 130 140 150 160 170 180 190
STC Kladno 272, Mladá Boleslav 293, Příbram 261, Kolín 280, Kutná Hora 284, Beroun 266
JHC České Budějovice 370, Tábor 390, Písek 397, Strakonice 386
PLK Plzeň 301 312 318, Klatovy 339, Rokycany 337
KVK Karlovy Vary 360, Cheb 350, Sokolov 356
ULK Ústí nad Labem 400, Děčín 405, Teplice 415, Most 434, Chomutov 430
LBK Liberec 460, Jablonec nad Nisou 466, Česká Lípa 470
HKK Hradec Králové 500, Trutnov 541, Náchod 547
PAK Pardubice 530, Chrudim 537, Svitavy 568
VYS Jihlava 586, Třebíč 674, Žďár nad Sázavou 591
JHM Brno 602 612 628 639, Znojmo 669, Břeclav 690, Hodonín 695
OLK Olomouc 779, Přerov 750, Prostějov 796, Šumperk 787
ZLK Zlín 760, Kroměříž 767, Vsetín 755
MSK Ostrava 702 708, Opava 746, Frýdek-Místek 738, Karviná 733, Havířov 736`),
    regions: regionsIn(
      'PHA Praha|STC Středočeský kraj|JHC Jihočeský kraj|PLK Plzeňský kraj|KVK Karlovarský kraj|ULK Ústecký kraj|LBK Liberecký kraj|HKK Královéhradecký kraj|PAK Pardubický kraj|VYS Vysočina|JHM Jihomoravský kraj|OLK Olomoucký kraj|ZLK Zlínský kraj|MSK Moravskoslezský kraj',
    ),
    companyForms: partsIn('s.r.o.|s.r.o.|s.r.o.|a.s.|v.o.s.|k.s.'),
    sentences: partsIn(`
Prosíme o opatrné zacházení se zásilkou.|Objednávka byla přijata.|Zboží odpovídá popisu, vše v pořádku.|Fakturu prosíme přiložit k zásilce.
Doručení možné odpoledne.|Balík může zůstat na výdejním místě.|Obal mírně poškozen, obsah celý.|Před odesláním ověřit stav skladu.
Termín dodání byl posunut.|Vrácení přijato podle podmínek.|Reklamace uznána.|Barva libovolná.|Bez připomínek.|Odeslání po zaplacení.
Prosíme poslat obě objednávky spolu.|Jde o dárek, prosíme hezky zabalit.|Údaje ověřeny.|Sleva započtena podle smlouvy.|K zastižení v pracovní dny.
Případ uzavřen.|K vyjasnění s podporou.|Zástupný text.|Obsah nahrazen.|Beze změny.|Poznámka.`),
  },
})
