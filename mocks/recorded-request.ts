/**
 * A request to a mock with its answer, as it was. Kept in memory only: it may hold personal data,
 * and what is written anywhere is the redacted evidence of the journal.
 */
export interface RecordedRequest {
  /** Milliseconds since the epoch when the request had come in whole, and how long the answer took. */
  readonly t: number
  readonly duration: number
  readonly api: string
  readonly method: string
  /** Path with query, as the vendor would see it. */
  readonly path: string
  /**
   * What requests are counted by: method and path of the handler, `POST /v1/shipments/:id`, or the
   * SOAP operation. Parts of a path that no handler names are `…`.
   */
  readonly key: string
  /** 0: the connection was reset, no answer was given. */
  readonly status: number
  /** No handler matched. */
  readonly unmatched: boolean
  /** The declared fault that made or spoilt the answer: `503`, `reset`, `lost`. */
  readonly fault?: string
  /** Names in lower case; several of one name joined with `, `. */
  readonly requestHeaders: Readonly<Record<string, string>>
  /** Capped at 64 KB; a cut, and a body that is not text, is said in brackets. */
  readonly requestBody: string
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: string
}
