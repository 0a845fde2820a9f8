// A bare broadcast: every line on standard input goes to every connection, as one text frame.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { WebSocketServer } from "ws";

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, handleProtocols: (offered) => [...offered][0] });
sockets.on("connection", (socket) => {
  socket.on("error", () => {});
  socket.send('{"type":"hello"}');
});
createInterface({ input: process.stdin }).on("line", (line) => {
  for (const socket of sockets.clients) socket.send(line);
});
process.stdin.on("end", () => process.exit(0));
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => console.log(server.address().port));
