// Runs the engine in a worker. The first message is the compiled engine, which hears the others itself.
importScripts("wasm_exec.js");

addEventListener("message", async ({ data: module }) => {
	try {
		const go = new Go();
		await go.run(await WebAssembly.instantiate(module, go.importObject));
	} finally {
		postMessage({ ended: true }); // it works until it is ended: so something went wrong
	}
}, { once: true });
