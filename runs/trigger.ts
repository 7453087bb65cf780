import { createHmac } from 'node:crypto'
import { startChild } from '../core/child.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import type { Trigger } from '../environments/index.ts'
import { programOf } from './program.ts'
import { fill, type Variables } from './variables.ts'

export interface TriggerContext {
  /** The subject that declares it, and the name of the trigger. */
  readonly system: string
  readonly name: string
  readonly folder: string
  /** The slot's variables and those that the step gave. */
  readonly variables: Variables
  readonly signal: AbortSignal
  query(system: string, statement: string): Promise<unknown>
  /** Hears what is about to be done, for the journal: the cause comes before its effects. */
  tell(to: string, key: string, summary: Redacted): void
}

/** How long a call or a command may take, in milliseconds. */
const limit = 60_000

/** @throws POLIGON_CHECK_FAILED when the synchronisation was refused or failed at once. */
export async function pull(trigger: Trigger, context: TriggerContext): Promise<void> {
  const { system, variables } = context
  const place = `the trigger ${context.name} of ${system}`
  if ('http' in trigger) return call(trigger.http, context, place)
  const told = name(context.name)
  if ('command' in trigger) {
    const command = trigger.command.map((part) => fill(part, variables, place))
    context.tell(system, context.name, say`command ${told} runs`)
    const child = startChild({
      command: programOf(command),
      folder: context.folder,
      label: place,
    })
    const timer = setTimeout(() => void child.stop(), limit)
    const { code } = await child.exited.finally(() => clearTimeout(timer))
    if (code !== 0)
      throw refused(say`The command of ${name(place)} ended with exit code ${code ?? -1}.`)
    return
  }
  if ('sql' in trigger) {
    context.tell(trigger.sql.system, context.name, say`statement of ${told} runs`)
    await context.query(trigger.sql.system, trigger.sql.statement)
    return
  }
  context.tell(system, context.name, say`${told} runs by itself every ${trigger.poll} ms`)
}

async function call(
  http: Extract<Trigger, { http: unknown }>['http'],
  context: TriggerContext,
  place: string,
): Promise<void> {
  const { variables, system, signal } = context
  const url = fill(http.url, variables, place)
  const body = http.body === undefined ? undefined : fill(http.body, variables, place)
  const headers = Object.fromEntries(
    Object.entries(http.headers).map(([key, value]) => [key, fill(value, variables, place)]),
  )
  if (http.sign) {
    const { header, prefix, encoding, secret } = http.sign
    const signature = createHmac('sha256', fill(secret, variables, place)).update(body ?? '')
    headers[header] = prefix + signature.digest(encoding)
  }
  const key = `${http.method} ${new URL(url).pathname}`
  context.tell(system, key, name(key))
  const response = await fetch(url, {
    method: http.method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
  }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw refused(say`The system ${name(system)} did not take ${name(place)}.`, cause)
  })
  await response.body?.cancel()
  if (!response.ok)
    throw refused(
      say`The system ${name(system)} answered ${response.status} to ${name(key)} (${name(place)}).`,
    )
}

function refused(what: Redacted, cause?: unknown): PoligonError {
  return new PoligonError('POLIGON_CHECK_FAILED', {
    what,
    remedy: say`Its log in the journal of the scenario says more.`,
    cause,
  })
}
