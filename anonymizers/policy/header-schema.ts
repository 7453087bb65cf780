import { z } from 'zod'
import { statisticsSchema } from '../statistics/statistics-schema.ts'
import { engineFamilies } from '../../core/contracts/dump.ts'
import { filesSchema } from '../exchange/files-schema.ts'
import { localeNames } from '../locales/registry.ts'
import { tabSchema } from '../tab/tab-schema.ts'
import { subsetSchema } from './rows-schema.ts'
import { text } from './text-schema.ts'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written as 2026-11-23')
  .describe('A day: 2026-11-23.')

const hash = (of: string) =>
  z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'a fingerprint is sha256: and 64 hex digits')
    .describe(`SHA-256 of ${of}: sha256: and 64 hex digits.`)

const duration = (of: string) =>
  z
    .string()
    .regex(/^[1-9]\d*[dwmy]$/, 'a time span is a number and d, w, m or y: 30d')
    .describe(`How long ${of} may be kept: 30d, 2w, 6m, 1y.`)

/** What stands at the head of a policy: whose data it is, what for, how long, who agreed. */
export const headerSchemas = {
  policy: z.literal(1).describe('Version of this format.'),
  controller: z
    .strictObject({
      name: text('Who decides on the personal data.'),
      agreement: text('The processing agreement.').optional(),
    })
    .optional()
    .describe('The controller in the sense of GDPR Art. 4(7).'),
  project: text(
    'The project that the copies are for. Policies that name the same controller and project mask alike.',
  ).optional(),
  purpose: text('What the masked copies are for.'),
  locale: z
    .enum(localeNames)
    .optional()
    .describe(
      'Of which country invented persons, addresses and numbers are: pl unless said otherwise.',
    ),
  legalStatus: z
    .enum(['pseudonymised', 'anonymous'])
    .default('pseudonymised')
    .describe('What the result is called. anonymous needs an assessment.'),
  assessment: z
    .strictObject({
      by: text('Who assessed.'),
      on: day,
      document: text('Where the assessment can be read.'),
    })
    .optional()
    .describe('Why the result is anonymous (GDPR Recital 26).'),
  key: z
    .strictObject({
      scope: z
        .enum(['set', 'project'])
        .default('set')
        .describe('set: one key for each set of snapshots. project: one key for all of them.'),
      reason: text('Why the key lives longer than a set.').optional(),
      prf: z
        .enum(['blake2s', 'hmac-sha256'])
        .optional()
        .describe(
          'The keyed function that masks derive from: keyed BLAKE2s (RFC 7693) unless said otherwise, or HMAC-SHA256 (FIPS 198-1), which is slower.',
        ),
      check: z
        .string()
        .regex(/^[0-9a-f]{16}$/, 'a check value is 16 hex digits in quotes')
        .optional()
        .describe(
          'By what the key is recognised: `poligon key check` tells it. Not part of the hash of the policy.',
        ),
    })
    .default({ scope: 'set' })
    .describe('How long the masking key lives. A longer life needs a reason.'),
  retention: z
    .strictObject({
      snapshot: duration('a masked snapshot').optional(),
      evidence: duration('evidence of runs').optional(),
    })
    .optional()
    .describe('When masked copies and evidence are removed.'),
  source: z
    .strictObject({
      engine: z
        .enum([...engineFamilies, 'files'])
        .describe('The database that the dump comes from; files: files of exchange.'),
      schema: text(
        'The schema (PostgreSQL) or database whose tables may be named without it.',
      ).optional(),
      reviewed: hash('the schema that was reviewed').optional(),
      tab: tabSchema.optional(),
    })
    .describe('The data that this policy was written for.'),
  files: filesSchema.optional(),
  onUnknown: z
    .literal('stop')
    .default('stop')
    .describe('A table, column or path that nothing is said about stops the run.'),
  definitions: z
    .literal('mask')
    .optional()
    .describe(
      'Masks addresses, accounts, numbers and full names of persons that stand in definitions and comments: defaults, triggers, views. Unless it is said they are copied as they are.',
    ),
  largeObjects: z
    .union([
      z.strictObject({ keep: text('Why they stay as they are.') }),
      z.strictObject({ drop: text('Why they are emptied.') }),
      z.strictObject({
        mask: z.literal('placeholder').describe('A small valid file of the same kind.'),
      }),
    ])
    .optional()
    .describe('What happens to the large objects of PostgreSQL. Dropped ones stay, empty.'),
  subset: subsetSchema.optional(),
  ...statisticsSchema,
  approvals: z
    .array(
      z.strictObject({
        role: text('DPO, security, owner of the data …'),
        name: text('Who approved.').optional(),
        on: day,
        of: hash('the policy that was approved'),
      }),
    )
    .optional()
    .describe('Who approved which state of this policy. Not part of its hash.'),
}

export type PolicyHeader = Readonly<z.output<z.ZodObject<typeof headerSchemas>>>
