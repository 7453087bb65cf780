import { z } from 'zod'

/**
 * One thing that was observed in a run. Everything that is seen of any system is told in this one
 * form: the timeline, the row diff, the steps' waits and the cost of an interface all read it.
 */
export const journalEventSchema = z.object({
  /** Version of this form. */
  v: z.literal(1),
  /** When, in milliseconds since the Unix epoch. */
  t: z.number(),
  /** Order within the run: one source gives the numbers out, and they only grow. */
  seq: z.number().int().nonnegative(),
  run: z.string(),
  slot: z.string(),
  /** The scenario's id in the cucumber messages; empty outside of scenarios. */
  scenario: z.string(),
  attempt: z.number().int().nonnegative(),
  /** The step that was running, as its text; empty when none was. */
  step: z.string(),
  /** Systems, by the names of the environment file. */
  from: z.string(),
  to: z.string(),
  kind: z.enum([
    'http',
    'soap',
    'graphql',
    'webhook',
    'file',
    'sql',
    'mail',
    'queue',
    'log',
    'fault',
    'time',
    'step',
  ]),
  /** What a thing of this kind is grouped and counted by: `POST /v1/shipments`, `orders`, `ERROR`. */
  key: z.string(),
  /** One line for people, free of personal data. */
  summary: z.string(),
  /** SHA-256 (hex) of the redacted evidence, which travels beside the events; empty when there is none. */
  ref: z.string(),
  /** What went wrong, when something did: the event is then a candidate for the first bad one. */
  problem: z.string().optional(),
})

export type JournalEvent = z.infer<typeof journalEventSchema>

/** What a system knows of an event; the journal adds run, scenario, step and number. */
export type Observation = Pick<
  JournalEvent,
  'slot' | 'from' | 'to' | 'kind' | 'key' | 'summary'
> & {
  readonly problem?: string
  /** Full detail (a request with its response, a row before and after), already redacted. */
  readonly evidence?: string
}

/** Where mocks, environments and runs tell what they see. Never throws; keeps the caller's order. */
export interface JournalSink {
  observe(observation: Observation): void
}
