/**
 * Closes what was opened, in reverse order, each once. A failure does not stop the rest; the first
 * one is thrown when all are closed. What is added after the start of closing is closed at once.
 */
export class DisposalStack implements AsyncDisposable {
  #closers: (() => Promise<void> | void)[] = []
  #closing: Promise<void> | undefined

  add(close: () => Promise<void> | void): void {
    if (this.#closing) this.#closing = this.#closing.then(async () => close())
    else this.#closers.push(close)
  }

  /** Adds `resource` and hands it back, to write `const server = stack.use(await start())`. */
  use<T extends AsyncDisposable>(resource: T): T {
    this.add(async () => resource[Symbol.asyncDispose]())
    return resource
  }

  dispose(): Promise<void> {
    this.#closing ??= this.#closeAll()
    return this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose()
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = []
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close()
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
