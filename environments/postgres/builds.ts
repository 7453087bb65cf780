import type { Session, Sessions } from './sessions.ts'

/** A statement that builds or checks something from rows that are there, and so can run beside others. */
export interface Build {
  readonly phase: 'indexes' | 'foreign keys'
  readonly text: string
  /** Run in its transaction. */
  readonly also?: string
  /** Tables that it locks against other builds. */
  readonly locks: readonly string[]
  /** Table that it locks only against changes: indexes of one table are built at the same time. */
  readonly shares: readonly string[]
  /** Bytes of the largest of these tables: what takes longest is begun first. Default: 0. */
  readonly weight?: number
}

const name = String.raw`((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?)`
const index = new RegExp(String.raw`^CREATE (?:UNIQUE )?INDEX ${name} ON ${name} USING `)
const unique = new RegExp(
  String.raw`^ALTER TABLE ONLY ${name}\s+ADD CONSTRAINT ${name} (?:PRIMARY KEY|UNIQUE)\b(?! USING INDEX)`,
)
const foreign = new RegExp(
  String.raw`^ALTER TABLE ONLY ${name}\s+ADD CONSTRAINT ${name} FOREIGN KEY \([^()]*\) REFERENCES ${name}`,
)

/** Reads the forms that pg_dump writes; whatever else there is runs by itself, in its place. */
export function readBuild(text: string): Build | undefined {
  const of = (phase: Build['phase'], locks: readonly string[], shares: readonly string[] = []) => ({
    phase,
    text,
    locks,
    shares,
  })
  const [, , indexed] = index.exec(text) ?? []
  if (indexed !== undefined) return of('indexes', [], [indexed])
  const [, keyed] = unique.exec(text) ?? []
  if (keyed !== undefined) return of('indexes', [keyed])
  const [, from, , to] = foreign.exec(text) ?? []
  if (from !== undefined && to !== undefined) return of('foreign keys', [from, to])
  return undefined
}

/**
 * Builds beside each other, each on a connection of its own.
 * What was begun before `settle` is done after it.
 *
 * While there are enough of them for all connections, no build gets help of the server's parallel workers:
 * handing rows to those took a sixth of the server's time.
 */
export class Builds implements AsyncDisposable {
  readonly #most: number
  readonly #sessions: Sessions
  readonly #failed: (text: string, failure: unknown) => Error
  readonly #running = new Map<Build, Promise<void>>()
  readonly #waiting: Build[] = []
  #failure: Error | undefined

  constructor(most: number, sessions: Sessions, failed: (text: string, failure: unknown) => Error) {
    this.#most = most
    this.#sessions = sessions
    this.#failed = failed
  }

  /** @throws what an earlier one failed with. */
  async begin(build: Build): Promise<void> {
    const others = [...this.#running.keys(), ...this.#waiting]
    // A foreign key needs the index of the table that it points to.
    if (others.some(({ phase }) => phase !== build.phase)) await this.settle()
    if (this.#failure) throw this.#failure
    this.#waiting.push(build)
    this.#next()
  }

  /** Waits for all. @throws what the first one failed with. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.race(this.#running.values())
    if (this.#failure) throw this.#failure
  }

  /** Nothing more is begun. */
  stop(): void {
    this.#failure ??= new Error('stopped')
    this.#waiting.length = 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#waiting.length = 0
    await Promise.all(this.#running.values())
  }

  #next(): void {
    while (this.#running.size < this.#most) {
      const [build] = this.#waiting
        .filter((one) => this.#isFree(one))
        .toSorted((one, other) => (other.weight ?? 0) - (one.weight ?? 0))
      if (!build) return
      this.#waiting.splice(this.#waiting.indexOf(build), 1)
      const done = this.#run(build).then(() => {
        this.#running.delete(build)
        this.#next()
        return undefined
      })
      this.#running.set(build, done)
    }
  }

  #isFree(build: Build): boolean {
    return [...this.#running.keys()].every(
      (other) =>
        !build.locks.some((table) => other.locks.includes(table) || other.shares.includes(table)) &&
        !build.shares.some((table) => other.locks.includes(table)),
    )
  }

  /** Never rejects. */
  async #run(build: Build): Promise<void> {
    const { text, also } = build
    try {
      const session = await this.#sessions.take()
      await this.#letHelp(session, this.#othersOf(build) + 1 < this.#most)
      await session.client.query(also === undefined ? text : `${text}\n;${also}`)
      this.#sessions.give(session)
    } catch (failure) {
      this.#failure ??= this.#failed(text, failure)
      this.#waiting.length = 0
    }
  }

  #othersOf(build: Build): number {
    const running = [...this.#running.keys()].filter((one) => one !== build)
    return running.length + this.#waiting.length
  }

  async #letHelp(session: Session, helped: boolean): Promise<void> {
    if (session.helped === helped) return
    const value = helped ? 'DEFAULT' : '0'
    await session.client.query(
      `SET max_parallel_maintenance_workers = ${value}; SET max_parallel_workers_per_gather = ${value}`,
    )
    session.helped = helped
  }
}
