import { pl } from '@faker-js/faker'

/**
 * Polish surnames by composition: stems of trees, animals, trades, traits and given names with the
 * endings that the language puts on them. Most of what comes out is somebody's name, and nobody's in
 * particular.
 */

/** End in a hard consonant: `Dąb` + `owski`. */
const hardStems = `
Babk Badur Bajd Balcer Bał Ban Bar Bart Bącz Bąk Bedn Ben Berd Bernat Bes Bieg Biel Bier Biesiad Błot Bob Bobr
Bocian Bog Bogdan Bolesł Bor Borsuk Borut Brod Bron Brzost Brzoz Buczk Bud Buk Bukat Burz Bystr Cebul Ced Chab
Charz Chełm Chmur Chocim Chodor Chom Chrob Chrost Chud Cieplik Cis Cyran Cyrul Czap Czarn Czech Czek Czerw Czub Czyż
Dan Dąb Dąbr Dęb Dob Dobrz Dom Dorosz Drab Droż Drozd Drwal Drzym Dub Dud Durbat Dymit Dyn Dziad Dzięgiel Dzik Dzwon
Fabian Falk Fedor Figur Filip Flor Frank Gad Gal Gałąz Gąsior Gaw Gawr Gieł Gil Glin Głog Głow Gniad Gniew Goł Gołąb Gontarz
Gorz Gościm Grab Grabar Grad Grom Grot Gród Grus Gryz Grzyb Guz Gwiazd Gwizd Hajn Halik Har Hetman Hoł Hreb Hryc Hub Hut
Ignat Iw Iwan Jabł Jac Jad Jagod Jak Jakób Jan Jar Jarosł Jarzęb Jask Jaw Jawor Jeż Jezior Job Jod Jur Kacp
Kaczor Kal Kalin Kam Kamien Kań Kar Karas Karcz Karp Kasper Kasztel Kaw Kazimier Kep Kęp Kier Kiełb Klim Klon Kłos Kob Kobyl
Koc Koł Kołod Komar Kon Konopn Konrad Kop Kopr Kor Korczak Kos Kosmal Kost Kotar Kow Kozak Kozł Kraj Krak Kras Krog Król
Kruk Krup Krusz Krzem Krzyw Krzyż Kuban Kuch Kulig Kun Kunic Kup Kur Kurow Kwap Kwas Kwiat Lach Las Lask Lech Leg Lenart
Leszcz Lewand Lig Lin Lip Lis Lub Lubom Ludw Luk Lut Ład Łap Łas Łask Łaz Łęg Łoboz Łom Łos Łub Łuk
Mac Maciej Madej Mad Maj Majchr Mak Mal Malin Małk Marcel March Marcin Mark Mazur Męcin Miech Mieczysł Miel Mil Mir Mis Miod
Mlecz Młot Modr Mor Mosk Mot Mroz Mrow Much Mur Musz Nadol Nal Nar Natan Naw Niedźw Niem Niew Nos Now Obor
Olch Oleks Olszan Opal Or Orl Orlik Orz Os Osiń Ostr Owczar Pajor Pal Panas Pap Par Pasek Pas Paw Pąk Pelik Perk
Pest Pęk Piaseczn Piątk Piek Pieńk Pil Pior Piotr Pisk Płocic Pod Pogod Pol Pomian Pop Por Potok Potr Powoj Póg Prus
Przybor Przygod Przył Pstr Ptak Puch Pust Pyrk Rac Rad Radom Radź Raj Rak Rapac Ras Rat Rędz Robak Rod Rog Rok Romań
Ros Rosł Roz Róg Róż Rud Rum Rus Rutk Ryb Ryd Rydz Ryś Rzep Sad Sambor Sanok Sas Saw Sęk Sier Sik Sit
Skał Skarb Skib Skow Skrzyp Słom Słon Słow Smol Smyk Sob Sobol Sok Sokoł Sol Sos Sowin Spyt Stachur Staw Stef Stęp
Stok Strug Strum Stud Such Suf Sul Surm Swat Syp Szad Szałk Szar Szczaw Szczep Szel Szklar Szpak Szumil Szym Ślaz Śliw Śnieg
Świd Świerk Świet Tab Tarn Teodor Ter Tok Tom Topol Tor Traw Treb Trojan Trzc Tur Tward Tych Tyl Tyn Ulat Ur
Urb Wal Wapn Warch Was Wąs Wąw Wer Węg Wich Wid Wielk Wierz Wilam Wilk Win Wir Wisł Wit Witk Wlaz Włod Wod Woj
Wol Woł Wor Wron Wróbl Wys Zabor Zach Zając Zal Zambr Zap Zar Zatoń Zaw Zdan Zdroj Zdun Ziel Ziemn Zięb Złot Znam Zub
Zych Zyg Żab Żar Żąd Żebr Żmud Żor Żuk Żur Żyt`

/** End in a soft or hushing consonant: `Andrzej` + `ewski`. */
const softStems = `
Ambroż Andrzej Babisz Balcerz Baltaz Bartosz Bałuc Bezdziej Białasz Błażej Bobrz Boguś Borucz Bronisz Brzuch Bujal Cichosz Ciesiel
Czajcz Czupryn Danil Dłuż Dobosz Dragosz Drozdż Dulęb Dydusz Działosz Fałcz Gabrysz Gaj Gęsicz Giż Głuch Gniewosz Godziej Gołysz
Grabisz Gracz Gregorz Grucz Grzegorz Gutosz Haracz Jacz Jagiel Jakubcz Jałosz Janusz Jarosz Jaś Jerz Jędrusz Juchniej Jurkosz
Kaczmarz Kalisz Kałuż Karaś Karol Kędzierz Kisiel Klusz Kmieć Kogucz Kolasz Kołodziej Korcz Korolczyk Kościej Kozicz Krakusz
Kubisz Kucharz Kuliś Kulesz Kuraś Lelusz Leż Lubicz Łokiej Łukasz Maćkosz Malisz Małysz Marusz Mateusz Matysz Maziarz Miedziej Mielcz Mikołaj
Milcz Misz Młynarz Morel Mróż Nawoj Niemcz Nogaj Okoń Olsz Opacz Oracz Paluch Papież Patrycz Pawlisz Pieczarz
Pietrusz Pilisz Piskorz Pleban Płusz Podlesz Popiel Porębisz Prokosz Puzij Radosz Rakocz Ratysz Rębisz Roguż Rokosz Ryszcz
Sędzisz Siekierz Skorusz Smolarz Sobiesz Sokól Stanisz Stelmasz Stolarz Strzelcz Sudoł Szczygieł Szypul Ścisz Świętosz Tatarcz
Tkacz Tomasz Trębacz Tulisz Tyszkiel Uchacz Ułasz Urbisz Wachol Walcz Warzecz Wątróbcz Wiącz Wieczorz Wielisz Wojciesz Wolsz
Woź Wyszel Zagój Zarzycz Zielisz Żołnierz Żurawel Żyrosz`

const hardEndings = [
  'owski',
  'owicz',
  'ak',
  'acki',
  'uk',
  'ala',
  'oń',
  'asik',
  'arski',
  'as',
  'aj',
  'ula',
  'awski',
  'ecki',
]
const softEndings = ['ewski', 'ewicz', 'ak', 'yk', 'czuk', 'uk', 'ek', 'ański', 'ura', 'awa']
const hissing = /(?:cz|sz|rz|ż|c)$/

/** Endings that begin with `i` soften what stands before them; where that would change it, none is taken. */
function softened(stem: string): string[] {
  if (/[bmpwnsz]$/.test(stem) && !/(?:cz|sz|rz)$/.test(stem))
    return ['iński', 'icki', 'ik', 'iak', 'iuk']
  if (stem.endsWith('l')) return ['iński', 'icki', 'ik', 'czyk']
  if (stem.endsWith('ł')) return []
  if (/(?:cz|sz|rz|ż|r|dz)$/.test(stem)) return ['yński', 'ycki', 'yk', 'ycz']
  if (/[kg]$/.test(stem)) return ['iel', 'iewicz']
  return []
}

function compose(): string[] {
  const words = (list: string) => list.trim().split(/\s+/)
  const all = words(hardStems).flatMap((stem) =>
    [...hardEndings, ...softened(stem)].map((ending) =>
      ending === 'ecki' && !/[lncmw]$/.test(stem) ? '' : stem + ending,
    ),
  )
  const soft = words(softStems).flatMap((stem) =>
    [...softEndings, ...(hissing.test(stem) ? ['owski', 'yński', 'ycki'] : ['owski', 'ik'])].map(
      (ending) => (ending === 'yk' && !hissing.test(stem) ? '' : stem + ending),
    ),
  )
  return [...all, ...soft].filter(
    (name) => name.length >= 4 && name.length <= 15 && !/(.)\1\1|[ćśńź][^aeouyi]ski$/.test(name),
  )
}

/** Surnames as men bear them, in alphabetical order. */
export function polishSurnames(): string[] {
  const listed = pl.person?.last_name?.generic ?? []
  return [...new Set([...listed, ...compose()])].sort((a, b) => a.localeCompare(b, 'pl'))
}

/** The form that women bear: adjectives take `-a`, all else stays. */
export function feminineSurname(name: string): string {
  if (/(?:sk|ck|dzk)i$/.test(name)) return name.replace(/i$/, 'a')
  return ['Cichy', 'Górny', 'Konieczny', 'Szczęsny', 'Wolny'].includes(name)
    ? name.replace(/y$/, 'a')
    : name
}
