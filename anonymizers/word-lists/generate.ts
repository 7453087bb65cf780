import { writeFileSync } from 'node:fs'
import { assetFile } from '../../core/asset.ts'
import { europeanNames, knownNames, knownTowns } from './european-names.ts'
import { polishCompanies, polishProvinces, polishStreets, polishTowns } from './polish-places.ts'
import { neutralSentences } from './polish-sentences.ts'
import { readWordList } from './read.ts'

/**
 * The word lists that are composed; `node anonymizers/word-lists/generate.ts` writes them beside this file,
 * so that nothing is drawn from a generator at run time. Masks follow from the order of a list: a change
 * here changes what every key gives, and belongs into the changelog.
 */
export function wordLists(): Readonly<Record<string, readonly string[]>> {
  return {
    'pl-first-names-female.txt': firstNames('female', 'male'),
    'pl-first-names-male.txt': firstNames('male', 'female'),
    'pl-streets.txt': [...new Set(polishStreets)],
    'pl-towns.txt': polishTowns.map(({ name, areas }) => {
      const province = polishProvinces.find(({ towns }) => towns.includes(name))
      return [name, province?.code ?? '', ...areas].join('\t')
    }),
    'pl-regions.txt': polishProvinces.map(({ code, name }) => `${code}\t${name}`),
    'pl-companies.txt': [...new Set(polishCompanies)],
    'pl-sentences.txt': neutralSentences,
    'known-first-names.txt': knownNames('first_name'),
    'known-last-names.txt': knownNames('last_name'),
    'known-towns.txt': knownTowns(),
  }
}

/** Those of the dictionary with their weights, and those of other languages that it has for neither gender. */
function firstNames(gender: 'female' | 'male', other: 'female' | 'male'): string[] {
  const own = readWordList(`sgjp-first-names-${gender}.txt`)
  const known = new Set(
    [...own, ...readWordList(`sgjp-first-names-${other}.txt`)].map(([name]) => name),
  )
  const ofOther = europeanNames(other)
  const more = [...europeanNames(gender)].filter((name) => !known.has(name) && !ofOther.has(name))
  return [...own.map((columns) => columns.join('\t')), ...more].sort()
}

if (import.meta.main)
  for (const [file, lines] of Object.entries(wordLists()))
    writeFileSync(assetFile(import.meta.url, file), `${lines.join('\n')}\n`)
