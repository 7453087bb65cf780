/**
 * What a network does to a channel. Plain data, so that worker threads can ask for it. It holds for
 * every connection of the channel, open ones and new ones, until another one or none takes its place.
 * - `cut`: no byte passes in either direction, and neither does the end of a connection; nobody is told,
 *   as when a cable is pulled. What was sent meanwhile passes when the fault is over.
 * - `reset`: a connection is reset when it has passed that many bytes, both directions counted, since the
 *   fault began; 0 resets open connections at once and new ones when they are made.
 * - `latency`: each byte of an answer comes that much later.
 * - `bandwidth`: all connections together pass no more than this, in each direction.
 */
export type ChannelFault =
  | { readonly kind: 'cut' }
  | { readonly kind: 'reset'; readonly afterBytes: number }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }

/** `request`: towards the database; `answer`: from it. */
export type Direction = 'request' | 'answer'

/** A fault, or none, for as long as it holds. */
export interface Stretch {
  readonly fault: ChannelFault | undefined
  /** Aborted when another one begins. */
  readonly over: AbortSignal
  /** When all that was let in so far has passed, by a monotonic clock; for `bandwidth`. */
  readonly freeAt: Record<Direction, number>
  /** Bytes that each connection has passed; for `reset`. */
  readonly passed: WeakMap<object, number>
}

export function beginStretch(fault: ChannelFault | undefined, over: AbortSignal): Stretch {
  return { fault, over, freeAt: { request: 0, answer: 0 }, passed: new WeakMap() }
}

/** Resolves when the stretch is over. */
export async function endOf({ over }: Stretch): Promise<void> {
  if (over.aborted) return
  await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }))
}
