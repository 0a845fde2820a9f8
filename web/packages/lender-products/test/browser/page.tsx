// What the browser tests of the whole system open: the built package, and what is seen of it from the first moment on.
import { createLenderProducts } from "lender-products";
import { LenderProductsProvider, useLenderProducts } from "lender-products/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const client = createLenderProducts();
const observed = { blanks: 0, states: [] as string[] };
let wasShown = false;

client.subscribe(() => {
  const { catalog, freshness } = client.view();
  if (wasShown && !catalog) observed.blanks++;
  wasShown ||= catalog !== undefined;
  if (observed.states.at(-1) !== freshness.state) observed.states.push(freshness.state);
});

Object.assign(window, {
  observed,
  held() {
    const { catalog, freshness } = client.view();
    return {
      state: freshness.state,
      position: catalog?.position,
      digest: catalog?.digest,
      rendered: document.querySelectorAll("li").length,
    };
  },
  products: () => JSON.stringify(client.view().catalog?.products),
});

function List() {
  const { data: products, freshness } = useLenderProducts();
  return (
    <>
      <p>{freshness.state}</p>
      <ul>
        {products?.map((product) => (
          <li key={product.id}>
            {product.lenderName}: {product.name}
          </li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <LenderProductsProvider client={client}>
      <List />
    </LenderProductsProvider>
  </StrictMode>,
);
