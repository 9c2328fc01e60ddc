"""What each part tells the apps below. Imported when the app is ready."""
