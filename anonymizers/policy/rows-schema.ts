import { z } from 'zod'
import { text } from './text-schema.ts'

export const personSchema = z
  .union([
    text(
      'A column of the row that names the person; in files without columns a path: $.customer.email.',
    ),
    z.strictObject({
      table: text('The table that has a row for the person.'),
      via: text('The column of this table that points to that row.'),
      by: text('The column of that table that names the person.'),
      key: text('The column that `via` points to, when no foreign key says so.').optional(),
    }),
  ])
  .describe('Whose row it is: all fields of one person are masked so that they fit together.')

const perCent = z
  .string()
  .regex(/^\d{1,3}(?:\.\d+)?%$/, 'a share is written as 10% or 0.5%')
  .describe('A share of the rows: 10%, 0.5%.')

export const rowsSchema = z
  .union([
    z.literal('empty'),
    z.strictObject({ empty: text('Why the rows are left out.') }),
    z.strictObject({ keep: text('Why the rows stay although a preset leaves them out.') }),
    z.strictObject({ sample: perCent }),
    z.strictObject({ first: z.int().min(1).describe('So many rows, as the dump has them.') }),
  ])
  .describe(
    'empty: the table stays and its rows are left out. keep: they stay, whatever a preset says. sample, first: some of them stay.',
  )

const endpoint = (of: string) =>
  z
    .union([text(`${of}: table.column.`), z.array(text('table.column')).min(1)])
    .describe(`${of}: table.column, or a list of them.`)

export const relationsSchema = z
  .array(
    z.strictObject({
      from: endpoint('The column that refers'),
      to: endpoint('The column that it refers to'),
      when: text("Which rows refer so: subject_type = 'order'.").optional(),
      children: z
        .enum(['follow', 'leave'])
        .optional()
        .describe(
          'follow: rows that refer to any kept row are kept too. leave: they do not come along. Default: they come along with the rows of a subset, not with rows that are only referred to.',
        ),
    }),
  )
  .describe('References that the schema does not declare, and what subsets do with them.')

export const subsetSchema = z
  .union([
    text("Rows to start from: customer where created_at > '2026-01-01', 10% of customer."),
    z.array(text('Rows to start from.')).min(1),
    z.strictObject({
      of: z
        .union([text('Rows to start from.'), z.array(text('Rows to start from.')).min(1)])
        .optional(),
      others: z
        .enum(['keep', 'empty'])
        .default('keep')
        .describe(
          'Tables that neither depend on the rows to start from nor are referred to: keep what refers to nothing that is left out, or no row.',
        ),
    }),
  ])
  .describe('A part of the data, closed over references.')
