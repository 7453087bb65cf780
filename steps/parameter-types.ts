import { defineParameterType } from '@cucumber/cucumber'
import { criteriaSource, parseCriteria, variableSource } from './criteria.ts'
import { durationPattern, parseDuration } from './duration.ts'
import { parseSize, sizePattern } from './size.ts'

/** A system's name or a declared alias, in quotes: `"shop"`, `"sklepie"`. */
defineParameterType({
  name: 'system',
  regexp: /"([^"]+)"/,
  transformer: (name: string) => name,
  useForSnippets: false,
})

/** A business noun of a pack, in any of its forms: `order`, `zamówienia`. */
defineParameterType({
  name: 'noun',
  regexp: /[^\s"$:,.]+/,
  transformer: (word: string) => word,
  useForSnippets: false,
})

/** An adjective that a pack knows: `paid`, `opłacone`. */
defineParameterType({
  name: 'variant',
  regexp: /[^\s"$:,.]+/,
  transformer: (word: string) => word,
  useForSnippets: false,
})

/** `$order`. */
defineParameterType({
  name: 'variable',
  regexp: new RegExp(variableSource),
  transformer: (text: string) => text.slice(1),
  useForSnippets: false,
})

/** `number $order.number and country "PL"`. */
defineParameterType({
  name: 'criteria',
  regexp: new RegExp(criteriaSource),
  transformer: parseCriteria,
  useForSnippets: false,
})

/** `5 s`, `2 min`; milliseconds. */
defineParameterType({
  name: 'duration',
  regexp: durationPattern,
  transformer: parseDuration,
  useForSnippets: false,
})

/** `512 B`, `10 kB`, `1 MB`; bytes. */
defineParameterType({
  name: 'size',
  regexp: sizePattern,
  transformer: parseSize,
  useForSnippets: false,
})
