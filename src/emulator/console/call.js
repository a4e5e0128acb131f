/** Calls the emulator's control interface; a refusal becomes an Error with its words and `status`. */
export async function call(method, path, body) {
  const response = await fetch(`/_emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  const error = new Error(answer.error ?? `HTTP ${response.status}`);
  error.status = response.status;
  throw error;
}
