import { name, names, say } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { complaintError } from '../policy/complaint.ts'
import type { Layer, Prefix } from '../policy/extended.ts'
import type { Person, Treatment } from '../policy/treatment.ts'

/**
 * The policy with the names of the tables of its presets as they are in this source: the prefix is the
 * one that the policy gives, else the only one under which all tables are found that the preset is
 * recognised by, else the usual one.
 *
 * @throws POLIGON_POLICY_REFUSED when the source has the product under several prefixes, none of them
 *   the usual one.
 */
export function withTablePrefixes(
  policy: LoadedPolicy,
  tables: readonly TableShape[],
): LoadedPolicy {
  const [own, ...extended] = policy.layers
  const known = tables.map((table) => table.name.slice(table.name.lastIndexOf('.') + 1))
  const named = extended.map((layer) =>
    layer.prefix ? prefixed(layer, prefixIn(known, layer, layer.prefix, own)) : layer,
  )
  return { ...policy, layers: [own, ...named] }
}

function prefixIn(
  tables: readonly string[],
  { recognise = [] }: Layer,
  { given, usual }: Prefix,
  own: Layer,
): string {
  if (given !== undefined) return given
  const found = prefixesIn(tables, recognise)
  if (found.length === 0 || found.includes(usual)) return usual
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only
  throw complaintError(
    own,
    {
      path: ['extends'],
      what: say`The tables of the product are here under several prefixes: ${names(found, 10)}.`,
      remedy: say`Name one, or each in an entry of its own: {preset: …, prefix: ${name(only ?? usual)}}.`,
    },
    'POLIGON_POLICY_REFUSED',
  )
}

/** The prefixes under which all of `recognise` are among `tables`. */
function prefixesIn(tables: readonly string[], recognise: readonly string[]): string[] {
  const [first, ...rest] = recognise
  if (first === undefined) return []
  const all = new Set(tables)
  return tables
    .filter((table) => table.endsWith(first))
    .map((table) => table.slice(0, -first.length))
    .filter((prefix) => rest.every((table) => all.has(prefix + table)))
}

function prefixed(layer: Layer, prefix: string): Layer {
  const { tables, columns, relations } = layer.rules
  return {
    ...layer,
    ...(layer.known ? { known: layer.known.map((table) => prefix + table) } : {}),
    ...(layer.texts
      ? { texts: new Map([...layer.texts].map(([table, columns]) => [prefix + table, columns])) }
      : {}),
    rules: {
      tables: tables.map((rule) => ({
        ...rule,
        table: prefix + rule.table,
        person: rule.person && prefixedPerson(rule.person, prefix),
      })),
      columns: columns.map((rule) => ({
        ...rule,
        table: prefix + rule.table,
        treatment: prefixedTreatment(rule.treatment, prefix),
      })),
      relations: relations.map((rule) => ({
        ...rule,
        from: { ...rule.from, table: prefix + rule.from.table },
        to: { ...rule.to, table: prefix + rule.to.table },
      })),
    },
  }
}

const prefixedPerson = (person: Person, prefix: string): Person =>
  typeof person === 'string' ? person : { ...person, table: prefix + person.table }

function prefixedTreatment(treatment: Treatment, prefix: string): Treatment {
  switch (treatment.verb) {
    case 'when':
      return {
        ...treatment,
        matching: prefixedTreatment(treatment.matching, prefix),
        otherwise: prefixedTreatment(treatment.otherwise, prefix),
      }
    case 'chosen': {
      const { lookup, cases, other } = treatment
      return {
        ...treatment,
        ...(lookup ? { lookup: { ...lookup, table: prefix + lookup.table } } : {}),
        cases: cases.map((one) => ({
          ...one,
          names: one.names.map((text) => text.replaceAll('{prefix}', prefix)),
          treatment: prefixedTreatment(one.treatment, prefix),
        })),
        other: other === 'stop' ? other : prefixedTreatment(other, prefix),
      }
    }
    case 'mask':
    case 'keep':
    case 'drop':
    case 'walk':
      return treatment
  }
}
