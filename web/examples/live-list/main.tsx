import { useLenderProducts } from "lender-products/react";
import { createRoot } from "react-dom/client";

function LenderProducts() {
  const { data: products, isLoading, error, freshness, asOf } = useLenderProducts();
  if (isLoading) return <p>Loading…</p>;
  if (error) return <p>{error.message}</p>;
  const state = freshness.state === "live" ? "Live" : `Not live (${freshness.reason ?? freshness.state})`;
  return (
    <main>
      <h1>{products?.length} lender products</h1>
      <p>
        {state} · as of {asOf?.toLocaleTimeString() ?? "an earlier visit"}
      </p>
      <ul>
        {products?.map((product) => (
          <li key={product.id}>
            {product.lenderName}: {product.name} ({product.amountMin ?? "any"} to {product.amountMax ?? "any"}{" "}
            {product.currency})
          </li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.getElementById("root") as HTMLElement).render(<LenderProducts />);
