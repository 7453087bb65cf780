import { PoligonError, type ErrorCode, type Place } from '../core/errors.ts'
import type { Redacted } from '../core/redacted.ts'
import { randomToken } from '../core/seed.ts'
import type { CallName, CoordinatorCalls } from './coordinator-calls.ts'

/*
 * Remote calls between the threads of one process, over a BroadcastChannel: cucumber starts the
 * worker threads, so that no port can be handed to them.
 */

interface Request {
  readonly to: 'parent'
  readonly id: string
  readonly slot: string
  readonly call: CallName
  readonly args: readonly unknown[]
}

type Reply = { readonly to: string; readonly id: string } & (
  | { readonly value: unknown }
  | { readonly failure: Failure }
)

type Failure =
  | {
      readonly kind: 'poligon'
      readonly code: ErrorCode
      readonly what: Redacted
      readonly remedy: Redacted
      readonly place: Place
    }
  | { readonly kind: 'other'; readonly message: string }

/** Answers calls by what `of` gives for the caller's slot, until it is closed. */
export function serveCalls(
  channelName: string,
  of: (slot: string) => CoordinatorCalls,
): { close(): void } {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', (event) => {
    const request = dataOf(event) as Request | Reply
    if (request.to !== 'parent') return
    void reply(request as Request)
  })
  const reply = async (request: Request) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows
    channel.postMessage(await answer(request))
  }
  const answer = async ({ id, slot, call, args }: Request): Promise<Reply> => {
    try {
      const calls = of(slot) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
      const run = calls[call]
      if (!run) throw new Error(`there is no call ${call}`)
      return { to: slot, id, value: await run(...args) }
    } catch (failure) {
      return { to: slot, id, failure: describe(failure) }
    }
  }
  return { close: () => channel.close() }
}

/** The calls of {@link serveCalls} as seen from a worker thread. */
export function connectCalls(channelName: string, slot: string): CoordinatorCalls & Disposable {
  const channel = new BroadcastChannel(channelName)
  const waiting = new Map<string, { done: (value: unknown) => void; fail: (why: Error) => void }>()
  channel.addEventListener('message', (event) => {
    const reply = dataOf(event) as Reply
    const caller = reply.to === slot ? waiting.get(reply.id) : undefined
    if (!caller) return
    waiting.delete(reply.id)
    if ('failure' in reply) caller.fail(revive(reply.failure))
    else caller.done(reply.value)
  })
  const send = (call: CallName, args: readonly unknown[]) =>
    new Promise((done, fail) => {
      const id = randomToken(64)
      waiting.set(id, { done, fail })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is of windows
      channel.postMessage({ to: 'parent', id, slot, call, args } satisfies Request)
    })
  const close = () => channel.close()
  return new Proxy({} as CoordinatorCalls & Disposable, {
    get: (_, call) =>
      call === Symbol.dispose
        ? close
        : typeof call === 'string' && call !== 'then'
          ? (...args: unknown[]) => send(call as CallName, args)
          : undefined,
  })
}

/** The types of Node's own BroadcastChannel do not say that its events carry data. */
const dataOf = (event: Event) => (event as unknown as { data: unknown }).data

function describe(failure: unknown): Failure {
  if (failure instanceof PoligonError) {
    const { code, what, remedy, place } = failure
    return { kind: 'poligon', code, what, remedy, place }
  }
  return { kind: 'other', message: failure instanceof Error ? failure.message : String(failure) }
}

function revive(failure: Failure): Error {
  return failure.kind === 'poligon'
    ? new PoligonError(failure.code, failure)
    : new Error(failure.message)
}
