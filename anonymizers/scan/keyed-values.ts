import type { ColumnShape, TableShape } from '../column.ts'
import { referredWords } from './relations/reference-name.ts'
import { stemOf } from './relations/word-stem.ts'
import { tokensOf } from './tokens.ts'

/** Columns of a table of settings or attributes: what some hold, another says. */
export interface KeyedValues {
  readonly key: string
  readonly values: readonly string[]
  /** The key is the number of a row of a table that is called so. */
  readonly attributes?: readonly (readonly string[])[]
}

/** The more telling first. */
const values = new Set(
  'value metavalue optionvalue attributevalue settingvalue configvalue fieldvalue val wartosc wert valeur valor valore hodnota'.split(
    ' ',
  ),
)
/** Of logs of changes. */
const changes = new Set(
  'oldvalue newvalue valueold valuenew oldval newval old new before after valuebefore valueafter previousvalue starawartosc nowawartosc'.split(
    ' ',
  ),
)
const keys = new Set(
  'metakey key optionname path settingkey settingname configkey confkey attributecode attributename attribute fieldname field columnname setting property param parameter klucz schluessel cle clave chiave klic code name nazwa'.split(
    ' ',
  ),
)
/** What attributes are called, in tables and in columns that point to them. */
const attributes = new Set(
  'attribute field property setting param parameter characteristic feature question attribut atrybut cecha cechy pole pola parametr merkmal eigenschaft feld champ campo atributo proprieta vlastnost'
    .split(' ')
    .map(stemOf),
)

/** Undefined for tables of another kind. */
export function keyedValuesOf({ columns }: TableShape): KeyedValues | undefined {
  const texts = columns.filter(isText)
  const byWords = new Map(texts.map(({ name }) => [joined(name), name]))
  const find = (words: ReadonlySet<string>) => {
    const word = [...words].find((one) => byWords.has(one))
    return word === undefined ? undefined : byWords.get(word)
  }
  const value = find(values)
  const changed = texts.filter(({ name }) => changes.has(joined(name))).map(({ name }) => name)
  const held = value === undefined ? changed : [value]
  if (held.length === 0) return undefined
  const key = find(keys)
  if (key !== undefined) return { key, values: held }
  const pointer = columns.find(({ name }) => attributeWords(name).length > 0)
  return pointer && { key: pointer.name, values: held, attributes: attributeWords(pointer.name) }
}

/** The words of a column that points to attributes: `attribute`, `custom field`; else none. */
function attributeWords(column: string): readonly (readonly string[])[] {
  const words = referredWords(column)
  return attributes.has(stemOf(words[0]?.at(-1) ?? '')) ? words : []
}

/** Of a table of attributes: its key, and the column with their codes; undefined for another table. */
export function attributeNamesOf({
  name: table,
  columns,
  primaryKey = [],
}: TableShape): { readonly key: string; readonly name: string } | undefined {
  const [key, ...more] = primaryKey
  if (key === undefined || more.length > 0) return undefined
  if (!tokensOf(table).some((word) => attributes.has(stemOf(word)))) return undefined
  const texts = columns.filter(isText)
  const name = [...keys].find((word) => texts.some((one) => joined(one.name) === word))
  const found = texts.find((one) => joined(one.name) === name)
  return found && found.name !== key ? { key, name: found.name } : undefined
}

const isText = ({ kind, values: listed }: ColumnShape): boolean => kind === 'text' && !listed

const joined = (name: string): string => tokensOf(name).join('')

/** Whether a key is the name of an attribute, and not itself a value of somebody. */
export const isAttribute = (key: string): boolean =>
  /^[a-z_][\w./:-]{1,80}$/i.test(key) && !/\d{5}/.test(key)
