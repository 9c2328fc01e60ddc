// htmx sends the CSRF token that stands in the page's own forms; a page without a form sends none and stays cacheable.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
