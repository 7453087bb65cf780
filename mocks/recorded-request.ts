/** A request to a mock with its answer, as the journal keeps it. Bodies are redacted and capped. */
export interface RecordedRequest {
  /** Milliseconds since the epoch when the request had come in whole, and how long the answer took. */
  readonly t: number
  readonly duration: number
  readonly api: string
  readonly method: string
  /** Path with query, as the vendor would see it. */
  readonly path: string
  /** `POST /v1/shipments`, or the SOAP operation. */
  readonly key: string
  readonly status: number
  /** No handler matched. */
  readonly unmatched: boolean
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  readonly responseBody: string
}
