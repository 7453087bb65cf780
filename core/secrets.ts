import { inspect } from 'node:util'

/**
 * A value that cannot be printed: it turns into `[secret]` in templates, JSON, logs and the
 * debugger. `reveal()` is the one way in; every call is a place to review.
 */
export class Secret<T extends string | Uint8Array = string> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}

/**
 * The environment for a child process: `base` without the masking key in any of its forms, plus
 * `extra`. Nothing that Poligon starts ever sees `POLIGON_KEY*`.
 */
export function childEnvironment(
  extra: Readonly<Record<string, string>> = {},
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const clean = Object.fromEntries(
    Object.entries(base).filter(([key]) => !/^POLIGON_KEY/i.test(key)),
  )
  return { ...clean, ...extra }
}
