/** What is used of the JavaScript API of WebAssembly (W3C), which the types of Node do not declare. */
export interface Memory {
  readonly buffer: ArrayBuffer
  /** Adds pages of 65,536 bytes. */
  grow(pages: number): number
}

/** Memory that instances of several threads may have. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer
  /** Adds pages of 65,536 bytes. */
  grow(pages: number): number
}

interface Api {
  readonly Memory: new (limits: object) => SharedMemory
  readonly Module: new (code: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Api })
  .WebAssembly

/** @param pages - of 65,536 bytes; it may grow to 4 GB. */
export const createSharedMemory = (pages: number): SharedMemory =>
  new Memory({ initial: pages, maximum: 65_536, shared: true })

/** The exports of an instance of `code`. */
export function instantiate(code: Uint8Array, imports: object): unknown {
  return new Instance(new Module(code), imports).exports
}
