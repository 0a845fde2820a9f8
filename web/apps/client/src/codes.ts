/** `LINE_OF_CREDIT` as "Line of credit"; what is no such code, such as `CA-QC`, as it is. */
export function humanized(code: string): string {
  if (code.includes("-")) return code;
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
