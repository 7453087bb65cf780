import type { Client } from 'pg'

/** A connection, with how many of the dump's settings it has. */
export interface Session {
  readonly client: Client
  settings: number
  /** Whether the server's parallel workers take part in what it does. */
  helped: boolean
}

/** Connections beside the one that reads the dump's statements, each with the settings that the dump made. */
export class Sessions implements AsyncDisposable {
  readonly #connect: () => Promise<Client>
  readonly #settings: string[] = []
  readonly #idle: Session[] = []
  readonly #clients: Client[] = []

  constructor(connect: () => Promise<Client>) {
    this.#connect = connect
  }

  /** A statement that changes what later ones mean (`SET search_path …`). */
  remember(setting: string): void {
    this.#settings.push(setting)
  }

  /** To be given back, unless what was done with it failed. */
  async take(): Promise<Session> {
    const session = this.#idle.pop() ?? (await this.#open())
    for (; session.settings < this.#settings.length; session.settings++)
      await session.client.query(this.#settings[session.settings] ?? '')
    return session
  }

  give(session: Session): void {
    this.#idle.push(session)
  }

  /** Closes all; what runs is cut off. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#idle.length = 0
    await Promise.all(this.#clients.splice(0).map((client) => client.end().catch(() => {})))
  }

  async #open(): Promise<Session> {
    const client = await this.#connect()
    this.#clients.push(client)
    return { client, settings: 0, helped: true }
  }
}
