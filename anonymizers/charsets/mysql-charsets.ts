import type { CharsetForm } from './charset.ts'

/** As the server calls them, in lower case. UTF-8 and `binary` are none of them. */
const forms: Readonly<Record<string, CharsetForm>> = {
  ascii: { kind: 'listed', upper: '' },
  latin1: { kind: 'single-byte', decoder: 'windows-1252' },
  latin2: { kind: 'single-byte', decoder: 'iso-8859-2' },
  latin5: { kind: 'single-byte', decoder: 'windows-1254', controls: true },
  latin7: { kind: 'single-byte', decoder: 'iso-8859-13' },
  cp1250: { kind: 'single-byte', decoder: 'windows-1250' },
  cp1251: { kind: 'single-byte', decoder: 'windows-1251' },
  cp1256: { kind: 'single-byte', decoder: 'windows-1256' },
  cp1257: { kind: 'single-byte', decoder: 'windows-1257' },
  cp866: { kind: 'single-byte', decoder: 'ibm866' },
  koi8r: { kind: 'single-byte', decoder: 'koi8-r' },
  koi8u: { kind: 'single-byte', decoder: 'koi8-u' },
  greek: { kind: 'single-byte', decoder: 'iso-8859-7' },
  hebrew: { kind: 'single-byte', decoder: 'iso-8859-8' },
  macroman: { kind: 'single-byte', decoder: 'macintosh' },
  tis620: { kind: 'single-byte', decoder: 'windows-874' },
  cp850: {
    kind: 'listed',
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  },
  cp852: {
    kind: 'listed',
    upper:
      'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00AD˝˛ˇ˘§÷¸°¨˙űŘř■\u00A0',
  },
  gb18030: { kind: 'two-bytes', decoder: 'gb18030' },
  gb2312: { kind: 'two-bytes', decoder: 'gbk' },
  gbk: { kind: 'two-bytes', decoder: 'gbk' },
  euckr: { kind: 'two-bytes', decoder: 'euc-kr' },
  ujis: { kind: 'two-bytes', decoder: 'euc-jp' },
  eucjpms: { kind: 'two-bytes', decoder: 'euc-jp' },
  sjis: { kind: 'two-bytes', decoder: 'shift_jis' },
  cp932: { kind: 'two-bytes', decoder: 'shift_jis' },
  big5: { kind: 'two-bytes', decoder: 'big5' },
}

export const isMysqlUtf8 = (charset: string): boolean => /^utf8(?:mb[34])?$/.test(charset)

/** ASCII has other bytes there, and that of `z` can stand for another letter (swe7). */
export const mysqlIsWide = (charset: string): boolean =>
  /^(?:utf16(?:le)?|utf32|ucs2|swe7)$/.test(charset)

export const mysqlCharset = (charset: string): CharsetForm | undefined => forms[charset]

/** Whether a dump can be cut that is written in it. `binary`: in that of each column. */
export const mysqlIsReadable = (charset: string): boolean =>
  charset === 'binary' || charset in forms
