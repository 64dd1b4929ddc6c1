"""The one place that names every room: environment, Django settings, root urls."""
