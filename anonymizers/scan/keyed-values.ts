import type { TableShape } from '../column.ts'
import { tokensOf } from './tokens.ts'

/** Two columns of a table of settings or attributes: what the one holds, the other says. */
export interface KeyedValues {
  readonly key: string
  readonly value: string
}

/** The more telling first. */
const values = new Set(
  'value metavalue optionvalue attributevalue settingvalue configvalue fieldvalue val wartosc wert valeur valor valore hodnota'.split(
    ' ',
  ),
)
const keys = new Set(
  'metakey key optionname path settingkey settingname configkey confkey attributecode attributename attribute fieldname field setting property param parameter klucz schluessel cle clave chiave klic code name nazwa'.split(
    ' ',
  ),
)

/** Undefined for tables of another kind. */
export function keyedValuesOf({ columns }: TableShape): KeyedValues | undefined {
  const texts = columns.filter(({ kind, values: listed }) => kind === 'text' && !listed)
  const find = (words: ReadonlySet<string>) =>
    [...words]
      .map((word) => texts.find(({ name }) => tokensOf(name).join('') === word))
      .find((one) => one !== undefined)?.name
  const [key, value] = [find(keys), find(values)]
  return key !== undefined && value !== undefined ? { key, value } : undefined
}

/** Whether a key is the name of an attribute, and not itself a value of somebody. */
export const isAttribute = (key: string): boolean =>
  /^[a-z_][\w./:-]{1,80}$/i.test(key) && !/\d{5}/.test(key)
