import { z } from 'zod'
import { readYaml } from '../core/source-text.ts'

const words = z
  .array(z.string().min(1))
  .min(1)
  .describe('Words of the step language that mean it, all inflected forms, in any language')

/** How a value is read and compared. */
const valued = {
  words,
  type: z.enum(['text', 'number', 'money', 'percent', 'flag']).default('text'),
  values: z
    .record(z.string(), words)
    .optional()
    .describe('Values as they stand in the database, and the words for each'),
}

const column = z.strictObject({
  ...valued,
  sql: z.string().describe('Expression over the tables of `from`'),
  personal: z
    .boolean()
    .default(false)
    .describe('Compared, but never written into a message or a report'),
})

/** SQL with `${…}` where a value is put in, always as a bound parameter. */
const statement = z.union([
  z.string(),
  z.strictObject({
    each: z.string().describe('Run for every row of the step’s table; `${row.…}` are its cells'),
  }),
])

const noun = z.strictObject({
  words,
  table: z.string().describe('Table that holds it; its rows are watched for changes'),
  from: z.string().optional().describe('FROM clause to read it by; `table` when left out'),
  key: z.string().describe('Expression that tells two of them apart: the primary key'),
  columns: z.record(z.string(), column),
  conditions: z
    .array(z.strictObject({ words, where: z.string() }))
    .default([])
    .describe('What a record taken from the snapshot can be asked to have; `${value}` is the word'),
  prepare: z
    .strictObject({
      defaults: z
        .record(z.string(), z.string())
        .default({})
        .describe('Values for what a step leaves unsaid, by column or row cell'),
      variants: z
        .record(z.string(), z.strictObject({ words, set: z.record(z.string(), z.string()) }))
        .default({})
        .describe('Adjectives of the step (`paid order`) and the values that they stand for'),
      row: z
        .record(z.string(), z.strictObject({ ...valued, default: z.string().optional() }))
        .default({})
        .describe('Cells of the step’s table'),
      statements: z.array(statement).min(1),
      find: z
        .string()
        .default('1 = 0')
        .describe('Condition that finds again what a step prepared under a variable'),
    })
    .optional(),
})

const packSchema = z.strictObject({
  pack: z.literal(1).describe('Version of this format'),
  nouns: z.record(z.string(), noun),
})

/** How the business nouns of one product stand in its tables. */
export type Pack = z.infer<typeof packSchema>
export type Noun = Pack['nouns'][string]
export type NounColumn = Noun['columns'][string]

/** @throws POLIGON_CONFIG with the place when the file does not fit the format. */
export function readPack(file: string): Pack {
  return readYaml(file, packSchema).value
}
