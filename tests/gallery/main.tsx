import './gallery.css';
import { createRoot } from 'react-dom/client';
import { Gallery } from './gallery.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(<Gallery />);
