/* What an attacker might try from inside the page; each part runs by itself from a timer. */
//// inline script
() => { const s = document.createElement('script'); s.append('window.hacked=1'); document.body.append(s); }
//// script text
() => {
  const s = document.createElement('script');
  s.textContent = 'window.hacked=1';
  document.body.append(s); }
//// handler
() => {
  const b = document.createElement('b');
  b.setAttribute('onclick', 'window.hacked=1');
  document.body.append(b);
  b.click(); }
//// innerHTML
() => {
  document.body.innerHTML = '<b id=hacked>x</b>';
  window.hacked = document.getElementById('hacked') ? 1 : undefined; }
//// eval
() => { const f = window.eval; f('window.hacked=1'); }
//// function
() => { const F = Function; new F('window.hacked=1')(); }
//// timeout text
() => { setTimeout('window.hacked=1', 0); }
//// document.write
() => { document.write('<b>1</b>'); window.hacked = 1; }
//// fetch
async () => { await fetch('https://example.com/'); window.hacked = 1; }
//// fetch file
async () => { await fetch(location.href); window.hacked = 1; }
//// image
() => new Promise((done, fail) => {
  const i = new Image();
  i.onload = () => { window.hacked = 1;
  done(); };
  i.onerror = fail;
  i.src = 'https://example.com/a.png'; })
//// data image
() => new Promise((done, fail) => {
  const i = new Image();
  i.onload = () => { window.hacked = 1;
  done(); };
  i.onerror = fail;
  i.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='; })
//// style
() => {
  const s = document.createElement('style');
  s.append('body{outline:7px solid red}');
  document.body.append(s);
  if (getComputedStyle(document.body).outlineWidth === '7px') window.hacked = 1; }
//// frame
() => new Promise((done) => {
  const f = document.createElement('iframe');
  f.src = 'data:text/html,<script>top.postMessage(1,"*")</script>';
  window.addEventListener('message', () => { window.hacked = 1; });
  document.body.append(f);
  setTimeout(done, 150); })
//// beacon
() => { window.hacked = new WebSocket('wss://example.com/') && undefined; }
//// policy
() => { trustedTypes.createPolicy('x', { createHTML: (s) => s }); window.hacked = 1; }
