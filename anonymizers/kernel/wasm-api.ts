/** What is used of the JavaScript API of WebAssembly (W3C), which the types of Node do not declare. */
export interface Memory {
  readonly buffer: ArrayBuffer
  /** Adds pages of 65,536 bytes. */
  grow(pages: number): number
}

interface Api {
  readonly Module: new (code: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

/** The exports of an instance of `code`. */
export function instantiate(code: Uint8Array, imports: object): unknown {
  const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly
  return new Instance(new Module(code), imports).exports
}
