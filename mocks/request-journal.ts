import type { RecordedRequest } from './recorded-request.ts'

/** Characters of bodies that one slot keeps; beyond it the oldest bodies are dropped, never the requests. */
const budget = 32 * 1024 * 1024

/** Requests of one slot in order of their answers. */
export class RequestJournal {
  #all: RecordedRequest[] = []
  #size = 0
  #oldestWithBodies = 0

  add(request: RecordedRequest): void {
    this.#all.push(request)
    this.#size += bodies(request)
    while (this.#size > budget) {
      const oldest = this.#all[this.#oldestWithBodies]!
      this.#size -= bodies(oldest)
      this.#all[this.#oldestWithBodies++] = {
        ...oldest,
        requestBody: dropped(oldest.requestBody),
        responseBody: dropped(oldest.responseBody),
      }
    }
  }

  list(): readonly RecordedRequest[] {
    return [...this.#all]
  }

  clear(): void {
    this.#all = []
    this.#size = 0
    this.#oldestWithBodies = 0
  }
}

const bodies = (request: RecordedRequest) =>
  request.requestBody.length + request.responseBody.length

const dropped = (body: string) =>
  body === '' ? '' : `[dropped: ${body.length} characters, the journal of this slot is full]`
