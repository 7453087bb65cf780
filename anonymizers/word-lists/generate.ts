import { writeFileSync } from 'node:fs'
import { pl } from '@faker-js/faker'
import { assetFile } from '../../core/asset.ts'
import { polishCompanies, polishProvinces, polishStreets, polishTowns } from './polish-places.ts'
import { neutralSentences } from './polish-sentences.ts'
import { feminineSurname, polishSurnames } from './polish-surnames.ts'

/**
 * Writes the word lists beside this file; `node anonymizers/word-lists/generate.ts`. They are made when
 * Poligon is built, so that nothing is drawn from a generator at run time. Masks follow from the order
 * of a list: a change here changes what every key gives, and belongs into the changelog.
 */
export function wordLists(): Readonly<Record<string, readonly string[]>> {
  const given = pl.person?.first_name
  return {
    'pl-first-names-female.txt': given?.female ?? [],
    'pl-first-names-male.txt': given?.male ?? [],
    'pl-last-names.txt': polishSurnames().map((name) => {
      const feminine = feminineSurname(name)
      return feminine === name ? name : `${name}\t${feminine}`
    }),
    'pl-streets.txt': [...new Set(polishStreets)],
    'pl-towns.txt': polishTowns.map(({ name, areas }) => {
      const province = polishProvinces.find(({ towns }) => towns.includes(name))
      return [name, province?.code ?? '', ...areas].join('\t')
    }),
    'pl-regions.txt': polishProvinces.map(({ code, name }) => `${code}\t${name}`),
    'pl-companies.txt': [...new Set(polishCompanies)],
    'pl-sentences.txt': neutralSentences,
  }
}

if (import.meta.main)
  for (const [file, lines] of Object.entries(wordLists()))
    writeFileSync(assetFile(import.meta.url, file), `${lines.join('\n')}\n`)
