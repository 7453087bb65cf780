/** Whether SOURCE or TARGET is the address of a server; everything else is a file, or `-`. */
export const isDatabase = (address: string): boolean =>
  /^(?:postgres(?:ql)?|mysql|mariadb):\/\//i.test(address)
