import type { Session, Sessions } from './sessions.ts'

/** Connections that take rows beside each other, and what is under way on them. */
export class CopyLanes {
  /** At once. */
  readonly most: number
  readonly #sessions: Sessions
  readonly #ending = new Set<Promise<void>>()
  #taken = 0
  #failure: { readonly cause: unknown } | undefined

  constructor(sessions: Sessions, most: number) {
    this.#sessions = sessions
    this.most = most
  }

  /** Waits until another table is done when all are taken. @throws what {@link check} throws. */
  async take(): Promise<Session> {
    while (this.#taken >= this.most) await Promise.race(this.#ending)
    return this.takeFree() as Promise<Session>
  }

  /** Undefined when all are taken. */
  takeFree(): Promise<Session> | undefined {
    this.check()
    if (this.#taken >= this.most) return undefined
    this.#taken++
    return this.#sessions.take()
  }

  give(session: Session): void {
    this.#taken--
    this.#sessions.give(session)
  }

  /** Goes on while others are begun; what it fails with is thrown by {@link check}. */
  leave(work: Promise<void>): void {
    const ending: Promise<void> = work
      .catch((cause: unknown) => {
        this.#failure ??= { cause }
        this.#taken = 0
      })
      .finally(() => this.#ending.delete(ending))
    this.#ending.add(ending)
  }

  /** @throws what the first of them failed with. */
  check(): void {
    if (this.#failure) throw this.#failure.cause
  }

  /** Waits for all. @throws what {@link check} throws. */
  async settle(): Promise<void> {
    await Promise.all(this.#ending)
    this.check()
  }
}
