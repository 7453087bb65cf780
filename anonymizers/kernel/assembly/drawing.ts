/** The value that is being rendered: what stands in the row, and where its mask starts. */
export let input: usize = 0
export let inputLength: u32 = 0
export let start: usize = 0

export function startDrawing(value: usize, length: u32, at: usize): void {
  input = value
  inputLength = length
  start = at
}
