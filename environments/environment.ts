import { z } from 'zod'
import { engineFamilies } from '../core/contracts/dump.ts'

const systemName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'a system name is lower-case letters, digits and hyphens')
const aliases = z
  .array(z.string())
  .default([])
  .describe('Other names that steps may use, e.g. inflected forms')
/** `250ms`, `2s`, `5min`; parsed to milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+(ms|s|min)$/, 'a duration is a number with ms, s or min')
  .transform(
    (text) =>
      Number.parseInt(text, 10) *
      { ms: 1, s: 1000, min: 60_000 }[text.replace(/^\d+/, '') as 'ms' | 's' | 'min'],
  )

const database = z.strictObject({
  kind: z.literal('database'),
  engine: z.enum(engineFamilies),
  version: z
    .string()
    .describe('Version wanted: `15`, `10.11`. A gap to the server that is had is shown.'),
  image: z
    .string()
    .optional()
    .describe('Image for the docker provider; the official one of the version by default'),
  aliases,
  seed: z
    .strictObject({
      dump: z.string().describe('Path of the raw dump, relative to the project'),
      policy: z.string().describe('Path of the policy that masks it'),
      make: z
        .array(z.string())
        .optional()
        .describe('Command that writes the dump when it is not there'),
    })
    .optional(),
  settings: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      'Settings of the real server by its own names, as `poligon scan --settings` writes them. They are not set: a gap to the server that is had is shown.',
    ),
  extensions: z
    .array(z.string())
    .optional()
    .describe('Extensions of the real PostgreSQL server; those that are missing are shown.'),
  pack: z
    .string()
    .optional()
    .describe('Path of the pack that says how business nouns stand in its tables'),
})

const api = z.strictObject({
  kind: z.literal('api'),
  mock: z.string().describe('Name of the mock in the registry or in the project'),
  aliases,
})

const files = z.strictObject({ kind: z.literal('files'), aliases })

/** A call to the subject. Text may hold `${self.…}` and, from the step, `${number}`, `${amount}` … */
const http = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  url: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
  sign: z
    .strictObject({
      header: z.string(),
      prefix: z.string().default('').describe('Stands before the signature: `sha256=`'),
      encoding: z.enum(['hex', 'base64']).default('hex'),
      secret: z.string().default('${self.secret}'),
    })
    .optional()
    .describe('HMAC-SHA256 of the body, as senders of webhooks put it into a header'),
})

/** How a synchronisation is started. `poll`: by itself; waits take their default from the interval. */
const trigger = z.union([
  z.strictObject({ http }),
  z.strictObject({ command: z.array(z.string()).min(1) }),
  z.strictObject({ sql: z.strictObject({ system: systemName, statement: z.string() }) }),
  z.strictObject({ poll: duration }),
])

const subject = z.strictObject({
  kind: z.literal('subject'),
  command: z.array(z.string()).min(1).describe('Program and arguments; relative to the project'),
  environment: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Its variables. `${shop.url}`, `${erp.host|port|user|password|database}`, `${carrier.url}`, `${pim.folder}`, `${self.port}`, `${self.secret}` are filled in for its slot',
    ),
  instance: z.enum(['per-worker', 'shared', 'external']).default('per-worker'),
  clock: z.enum(['none', 'env', 'libfaketime']).default('none'),
  ready: z
    .strictObject({ url: z.string(), within: duration.prefault('20s') })
    .describe('Answers 2xx when it can work'),
  idle: z
    .strictObject({ url: z.string() })
    .optional()
    .describe('Answers `{"idle": true}` when nothing is in flight'),
  triggers: z.record(z.string(), trigger).default({}),
  aliases,
})

export const environmentSchema = z.strictObject({
  environment: z.literal(1).describe('Version of this format'),
  name: systemName,
  systems: z.record(systemName, z.discriminatedUnion('kind', [database, api, files, subject])),
})

export type Environment = z.infer<typeof environmentSchema>
export type SystemSpec = Environment['systems'][string]
export type DatabaseSpec = Extract<SystemSpec, { kind: 'database' }>
export type SubjectSpec = Extract<SystemSpec, { kind: 'subject' }>
export type Trigger = z.infer<typeof trigger>

/** For editors: completes and checks an environment file while it is written. */
export function environmentJsonSchema(): object {
  return z.toJSONSchema(environmentSchema.meta({ title: 'Poligon environment, version 1' }), {
    io: 'input',
    target: 'draft-7',
  })
}
