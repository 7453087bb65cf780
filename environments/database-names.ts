/** Names of databases on a server: the template's and the slots'. Legal unquoted on every engine. */
export function templateName(prefix: string, system: string): string {
  return `${prefix}${plain(system)}__template`
}

export function slotName(prefix: string, system: string, slot: string): string {
  return `${prefix}${plain(system)}_${plain(slot)}`
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9_]/g, '_')
