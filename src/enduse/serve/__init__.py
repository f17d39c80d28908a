"""The doors. Each stands by itself; none leans on another."""
