import type { Random } from 'poligon'

export type Country = 'PL' | 'DE' | 'FR'
export type Gender = 'f' | 'm'

/** As common as in life: a masked copy holds them too, so they identify nobody by themselves. */
const firstNames: Readonly<Record<Country, Readonly<Record<Gender, readonly string[]>>>> = {
  PL: {
    f: 'Anna Maria Katarzyna Małgorzata Agnieszka Zofia Łucja Żaneta Bożena Świętosława Elżbieta Halina Joanna Krystyna Jadwiga Michalina Wisława Zuzanna'.split(
      ' ',
    ),
    m: 'Jan Piotr Krzysztof Paweł Łukasz Michał Wojciech Stanisław Zdzisław Mieczysław Bolesław Grzegorz Józef Sławomir Bartłomiej Kacper Świętopełk Tomasz'.split(
      ' ',
    ),
  },
  DE: {
    f: 'Käthe Jürgenne Anneliese Gisela Hannelore Jördis Ursel Grit'.split(' '),
    m: 'Jürgen Götz Günther Björn Matthias Uwe Tönnis Hans-Peter'.split(' '),
  },
  FR: {
    f: 'Françoise Zoé Hélène Aurélie Chloé Noëlle Maëlys Anne-Sophie'.split(' '),
    m: 'François Jérôme Benoît Loïc Gaël Théo René Jean-Noël'.split(' '),
  },
}

/**
 * Surnames are put together from roots, so that they are many, look right, carry the letters that
 * break encodings, and are found in no list of real surnames: one that turns up in a masked copy
 * has leaked.
 */
const roots = {
  first:
    'Brzezo Krzewo Dębo Lipo Wilko Jastrzębo Rybo Złoto Szczyto Żabo Świerko Łąko Wierzbo Śliwo Jeżo Gęśo Kruko Borsuko Źródło Ćmiło'.split(
      ' ',
    ),
  second:
    'gajs bors wierz młyns grodz łęż miłs polan strzyż rzecz dołs wieżyc stawis mostows'.split(' '),
  german: 'Linden Eichen Brücken Mühlen Königs Hühner Grünen Stein Försters Weiß'.split(' '),
  germanEnd: 'gräber hofmeyer bachner dörffler waldthaler müller-roth'.split(' '),
  french: 'Beau Clair Haut Bois Fleur Pré Vieux Gué'.split(' '),
  frenchEnd: 'vignôt montrivel châtelier fontanel rochebrun-d’Aulne'.split(' '),
}

export function firstNameOf(random: Random, country: Country, gender: Gender): string {
  return random.pick(firstNames[country][gender])
}

export function lastNameOf(random: Random, country: Country, gender: Gender): string {
  if (country === 'DE') return random.pick(roots.german) + random.pick(roots.germanEnd)
  if (country === 'FR') return random.pick(roots.french) + random.pick(roots.frenchEnd)
  const single = () =>
    random.pick(roots.first) + random.pick(roots.second) + (gender === 'f' ? 'ka' : 'ki')
  if (gender === 'f' && random.chance(0.1)) return `${single()}-${single()}`
  return random.chance(0.05) ? `O'${single()}` : single()
}

const cities: Readonly<Record<Country, readonly (readonly [city: string, area: string])[]>> = {
  PL: [
    ['Warszawa', '02-'],
    ['Kraków', '31-'],
    ['Łódź', '93-'],
    ['Wrocław', '53-'],
    ['Poznań', '61-'],
    ['Gdańsk', '80-'],
    ['Częstochowa', '42-'],
    ['Świętochłowice', '41-'],
    ['Żyrardów', '96-'],
  ],
  DE: [
    ['Köln', '50'],
    ['München', '80'],
    ['Görlitz', '02'],
  ],
  FR: [
    ['Orléans', '45'],
    ['Besançon', '25'],
    ['Saint-Étienne', '42'],
  ],
}

export interface Address {
  readonly street: string
  readonly house: string
  readonly postcode: string
  readonly city: string
  readonly country: Country
}

export function addressOf(random: Random, country: Country): Address {
  const [city, area] = random.pick(cities[country])
  const rest = String(random.below(1000)).padStart(3, '0')
  const house = String(1 + random.below(180))
  return {
    street: streetOf(random, country),
    house:
      country === 'PL' && random.chance(0.5)
        ? `${house}${random.pick(['', 'A', 'B'])}/${1 + random.below(90)}`
        : house,
    postcode: area + rest,
    city,
    country,
  }
}

function streetOf(random: Random, country: Country): string {
  if (country === 'DE') return `${random.pick(roots.german)}${random.pick(roots.germanEnd)}straße`
  if (country === 'FR') return `rue de ${random.pick(roots.french)}${random.pick(roots.frenchEnd)}`
  return `${random.pick(roots.first)}${random.pick(roots.second)}ka`
}

const companyWords = 'Tartak Piekarnia Hurtownia Pracownia Drukarnia Księgarnia Zakład Usług'.split(
  ' ',
)

export function companyOf(
  random: Random,
  country: Country,
  soleTrader: boolean,
  owner: string,
): string {
  const invented = random.pick(roots.first) + random.pick(['pol', 'bud', 'tex', 'mix'])
  if (country === 'DE') return `${random.pick(roots.german)}werk ${owner} GmbH & Co. KG`
  if (country === 'FR') return `Établissements ${owner} S.à r.l.`
  return soleTrader
    ? `${random.pick(companyWords)} „${invented}” ${owner}`
    : `${invented} ${random.pick(companyWords)} Sp. z o.o.`
}
