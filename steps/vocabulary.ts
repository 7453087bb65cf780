import { didYouMean } from '../core/closest.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { Noun, NounColumn, PlannedSystem } from '../runs/index.ts'

/** A business noun as one system knows it. */
export interface KnownNoun {
  readonly system: string
  readonly key: string
  readonly noun: Noun
}

export interface KnownColumn {
  readonly key: string
  readonly column: NounColumn
  /** The word that the step used for it. */
  readonly said?: string
}

/** What messages call a column: as the step did, else its first word. */
export const shownColumn = ({ key, column, said }: KnownColumn): string =>
  said ?? column.words[0] ?? key

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** @throws POLIGON_CONFIG when no system has that name or alias. */
export function systemNamed(systems: readonly PlannedSystem[], word: string): PlannedSystem {
  const found =
    systems.find((system) => system.name === word) ??
    systems.find(({ aliases }) => aliases.some((alias) => same(alias, word)))
  if (found) return found
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`There is no system ${name(word)} in this environment.`,
    remedy: say`${didYouMean(
      word,
      systems.flatMap((system) => [system.name, ...system.aliases]),
    )}Take one of: ${names(systems.map(shownSystem), 40)}.`,
  })
}

/** Its name, and the alias that its other forms are made from. */
const shownSystem = ({ name, aliases }: PlannedSystem) =>
  aliases[0] === undefined || same(aliases[0], name) ? name : `${name} (${aliases[0]})`

/** What people may write for each of `all`: its first word in each language, as far as it tells. */
export const spoken = (all: readonly { readonly words: readonly string[] }[]): readonly string[] =>
  all.flatMap(({ words }) => words.slice(0, 2))

/** @throws POLIGON_CONFIG when the system has no pack, or its pack does not know the noun. */
export function nounIn(system: PlannedSystem, word: string): KnownNoun {
  const nouns = Object.entries(system.pack?.nouns ?? {})
  const found = nouns.find(([, noun]) => noun.words.some((known) => same(known, word)))
  if (found) return { system: system.name, key: found[0], noun: found[1] }
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The system ${name(system.name)} has no noun ${name(word)}.`,
    remedy: system.pack
      ? say`${didYouMean(
          word,
          nouns.flatMap(([, { words }]) => words),
        )}Its pack knows: ${names(
          nouns.map(([key]) => key),
          40,
        )}.`
      : say`Give it a pack in the environment file.`,
  })
}

/** The first system, in the order of the environment file, whose pack can pick or knows the noun. */
export function systemWithNoun(systems: readonly PlannedSystem[], word: string): PlannedSystem {
  const found = systems.find((system) =>
    Object.values(system.pack?.nouns ?? {}).some((noun) =>
      noun.words.some((known) => same(known, word)),
    ),
  )
  if (found) return found
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`No system of this environment has a noun ${name(word)}.`,
    remedy: say`${didYouMean(
      word,
      systems.flatMap((system) =>
        Object.values(system.pack?.nouns ?? {}).flatMap(({ words }) => words),
      ),
    )}A pack has to know it.`,
  })
}

/** @throws POLIGON_CONFIG when the noun has no such column. */
export function columnOf({ system, key, noun }: KnownNoun, word: string): KnownColumn {
  const columns = Object.entries(noun.columns)
  const wanted = word.trim()
  const found =
    columns.find(([, { words }]) => words.some((known) => same(known, wanted))) ??
    columns.find(([column]) => same(column, wanted))
  if (found) return { key: found[0], column: found[1] }
  throw new PoligonError('POLIGON_CONFIG', {
    what: say`The noun ${name(key)} of system ${name(system)} has no column ${name(wanted)}.`,
    remedy: say`${didYouMean(
      wanted,
      columns.flatMap(([column, { words }]) => [...words, column]),
    )}It has: ${names(spoken(columns.map(([, one]) => one)), 60)}.`,
  })
}
