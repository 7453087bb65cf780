import type { Socket } from 'node:net'
import type { Clock } from '../../core/clock.ts'
import { endOf, type ChannelFault, type Direction, type Stretch } from './channel-fault.ts'

/** One direction of one connection. */
export interface Lane {
  readonly from: Socket
  readonly to: Socket
  readonly direction: Direction
  /** The same object for both directions. */
  readonly connection: object
  readonly clock: Clock
  /** What holds now. */
  stretch(): Stretch
  /** Resets both sides. */
  breakOff(): void
}

interface Part {
  bytes: Buffer
  readonly arrived: number
  /** How `from` ended, after everything else. */
  readonly last?: 'end' | 'broken'
}

/** Bytes that wait in one direction of one connection; the sender is held up beyond them. */
const mostHeld = 1 << 20

/** How often bytes of a narrow link are let through. */
const slicesPerSecond = 20

/** Passes on what comes, in order, when and as far as the fault of the moment lets it; ends included. */
export function openLane(lane: Lane): void {
  const { from, to, clock } = lane
  const waiting: Part[] = []
  let held = 0
  let passing = false

  const passAll = async () => {
    if (passing) return
    passing = true
    for (let part = waiting[0]; part; part = waiting[0]) {
      const size = await passPart(lane, part)
      part.bytes = part.bytes.subarray(size)
      held -= size
      if (part.bytes.length === 0) waiting.shift()
      if (held < mostHeld && from.isPaused()) from.resume()
    }
    passing = false
  }
  const take = (part: Omit<Part, 'arrived'>) => {
    waiting.push({ ...part, arrived: clock.monotonic() })
    held += part.bytes.length
    if (held >= mostHeld) from.pause()
    void passAll()
  }
  from.on('data', (bytes: Buffer) => take({ bytes }))
  from.on('end', () => take({ bytes: Buffer.alloc(0), last: 'end' }))
  from.on('error', () => take({ bytes: Buffer.alloc(0), last: 'broken' }))
  to.on('error', () => {})
}

/** Passes the beginning of `part`, and says how much of it that was. */
async function passPart(lane: Lane, part: Part): Promise<number> {
  const { to, connection } = lane
  for (;;) {
    const stretch = lane.stretch()
    const { fault, passed } = stretch
    const left = fault?.kind === 'reset' ? fault.afterBytes - (passed.get(connection) ?? 0) : 0
    const size = Math.min(part.bytes.length, mostAtOnce(fault, left))
    if (fault?.kind === 'reset') passed.set(connection, fault.afterBytes - left + size)
    // Another fault took its place: what to do is decided anew.
    if (!(await mayPass(lane, part, size, stretch))) continue
    // Nobody is there to take it.
    if (to.destroyed) return part.bytes.length
    if (part.last === 'end') to.end()
    if (part.last === 'broken') lane.breakOff()
    if (size > 0) await new Promise((taken) => to.write(part.bytes.subarray(0, size), taken))
    if (fault?.kind === 'reset' && left <= size) lane.breakOff()
    return size
  }
}

function mostAtOnce(fault: ChannelFault | undefined, left: number): number {
  if (fault?.kind === 'bandwidth')
    return Math.max(1, Math.floor(fault.bytesPerSecond / slicesPerSecond))
  return fault?.kind === 'reset' ? left : Infinity
}

/** Waits until that many bytes may pass; false when the stretch is over first. */
async function mayPass(
  { clock, direction }: Lane,
  part: Part,
  size: number,
  stretch: Stretch,
): Promise<boolean> {
  const { fault, freeAt, over } = stretch
  if (fault?.kind === 'cut') await endOf(stretch)
  let due = 0
  if (fault?.kind === 'latency' && direction === 'answer') due = part.arrived + fault.milliseconds
  if (fault?.kind === 'bandwidth')
    due = freeAt[direction] =
      Math.max(clock.monotonic(), freeAt[direction]) + (size / fault.bytesPerSecond) * 1000
  const wait = due - clock.monotonic()
  if (wait > 0) await clock.sleep(wait, over).catch(() => {})
  return !over.aborted
}
